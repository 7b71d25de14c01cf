using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>
/// I7 for any constant connectivity: where nothing balances, who answers for what does not change
/// any more once the bound of I4 is over; so a healthy holder is never unusable. One thing is
/// counted and not forbidden: a host that is alone gives up, and then takes again, what it hears
/// somebody announce who cannot hear it; a pair that is connected one way only is best effort.
/// </summary>
internal sealed class Settled : Checker
{
    private long _boundNs;
    private long[] _announcedNs = [];
    private long[] _interruptedNs = [];

    public override string Name => "I7 Settled";

    /// <summary>How often an announcement cost a lone host an address for a moment.</summary>
    public int Interruptions { get; private set; }

    public long LongestInterruptionNs { get; private set; }

    public override void Begin()
    {
        _boundNs = new Bounds(Cluster.Plan).ConvergeNs;
        _announcedNs = new long[Cluster.Plan.VirtualInterfaces.Length];
        Array.Fill(_announcedNs, -Span.Second);
        _interruptedNs = new long[Cluster.Plan.VirtualInterfaces.Length * Cluster.Hosts.Length];
    }

    public override void Announced(SimulatedHost host, int vip) => _announcedNs[vip] = Cluster.Now;

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        var calm = Cluster.Now - Cluster.CalmSinceNs;
        ref var interrupted = ref _interruptedNs[
            host.Index * Cluster.Plan.VirtualInterfaces.Length + vip];
        if (!usable && Cluster.Now - _announcedNs[vip] < Cluster.Plan.HeartbeatNs
            && host.View is { Members.Length: 1 })
        {
            interrupted = Cluster.Now;
            Interruptions += calm < _boundNs ? 0 : 1;
        }
        else if (usable && interrupted > 0
            && Cluster.Now - interrupted < Cluster.Plan.DetectionNs)
        {
            LongestInterruptionNs = Math.Max(LongestInterruptionNs, Cluster.Now - interrupted);
            interrupted = 0;
        }
        else if (calm >= _boundNs)
        {
            Broken($"{host.Name} {(usable ? "began" : "ceased")} to answer for " +
                $"{host.Head(vip)} ({cause}) though nothing has changed for {Span.Text(calm)}");
        }
    }
}
