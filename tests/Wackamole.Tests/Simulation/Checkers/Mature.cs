namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// PROTOCOL.md 3, «Mature»: nothing is claimed before one host of a fresh cluster has waited; as
/// long as nobody has ever held anything, nobody can have met one that had.
/// </summary>
internal sealed class Mature : Checker
{
    /// <summary>Of its own clock, which may run fast.</summary>
    private const double MostDrift = 0.001;

    private bool _everHeld;

    public override string Name => "Mature";

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause) => _everHeld |= usable;

    public override void Adding(SimulatedHost host, int vip)
    {
        var earliestNs = Cluster.Hosts.Min(one => one.FirstStartNs)
            + (long)(Span.Of(Cluster.Plan.Mature) * (1 - MostDrift));
        if (!_everHeld && Cluster.Now < earliestNs)
        {
            Broken($"{host.Name} claims {host.Head(vip)} before anybody can have waited " +
                Span.Text(Span.Of(Cluster.Plan.Mature)));
        }
    }
}
