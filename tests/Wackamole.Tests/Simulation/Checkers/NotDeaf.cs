namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I12: a member that cannot hear the segment of a virtual interface (no frame of any other
/// station arrives) neither takes nor announces there what it did not hold before it went deaf.
/// </summary>
internal sealed class NotDeaf : Checker
{
    private const long BetweenLooksNs = Span.Millisecond;

    private long[] _deafSinceNs = [];
    private long[] _presentSinceNs = [];
    private long _nextLookNs;

    public override string Name => "I12 NotDeaf";

    public override bool IsWatching => true;

    public override void Begin()
    {
        _deafSinceNs = new long[Cluster.Hosts.Length * Cluster.Plan.Links];
        Array.Fill(_deafSinceNs, Connectivity.NotConnected);
        _presentSinceNs = new long[Cluster.Hosts.Length * Cluster.Plan.VirtualInterfaces.Length];
        Array.Fill(_presentSinceNs, Connectivity.NotConnected);
    }

    public override void AfterStep()
    {
        if (Cluster.Now < _nextLookNs)
        {
            return;
        }

        _nextLookNs = Cluster.Now + BetweenLooksNs;
        foreach (var host in Cluster.Hosts)
        {
            for (var link = 0; link < Cluster.Plan.Links; link++)
            {
                ref var since = ref _deafSinceNs[host.Index * Cluster.Plan.Links + link];
                since = Cluster.HearsSegment(host, link)
                    ? Connectivity.NotConnected
                    : Math.Min(since, Cluster.Now);
            }
        }
    }

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        ref var since = ref _presentSinceNs[Place(host, vip)];

        // What somebody else removed is held all the same, and is put back.
        since = host.Kernel.IsPresent(vip) || cause == UsableCause.RemovedByOther
            ? Math.Min(since, Cluster.Now)
            : Connectivity.NotConnected;
    }

    public override void Adding(SimulatedHost host, int vip) => Judge(host, vip, "takes");

    public override void Announced(SimulatedHost host, int vip) => Judge(host, vip, "announces");

    /// <summary>Silence is noticed only after T; a taking begun before may go through.</summary>
    private void Judge(SimulatedHost host, int vip, string does)
    {
        var deafSince = _deafSinceNs[
            host.Index * Cluster.Plan.Links + Cluster.LinkOf(vip)];
        if (deafSince < Cluster.Now - 2 * Cluster.Plan.DetectionNs
            && _presentSinceNs[Place(host, vip)] > deafSince + 2 * Cluster.Plan.DetectionNs)
        {
            Broken($"{host.Name} {does} {host.Head(vip)} though it has heard nothing of that " +
                $"segment for {Span.Text(Cluster.Now - deafSince)}");
        }
    }

    private int Place(SimulatedHost host, int vip) =>
        host.Index * Cluster.Plan.VirtualInterfaces.Length + vip;
}
