using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>
/// I7 for any constant connectivity: where nothing balances, who answers for what does not change
/// any more once the bound of I4 is over; so a healthy holder is never unusable.
/// </summary>
internal sealed class Settled : Checker
{
    private long _boundNs;

    public override string Name => "I7 Settled";

    public override void Begin() => _boundNs = new Bounds(Cluster.Plan).ConvergeNs;

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        var calm = Cluster.Now - Cluster.CalmSinceNs;
        if (calm > _boundNs)
        {
            Broken($"{host.Name} {(usable ? "began" : "ceased")} to answer for {host.Head(vip)} " +
                $"({cause}) though nothing has changed for {Span.Text(calm)}");
        }
    }
}
