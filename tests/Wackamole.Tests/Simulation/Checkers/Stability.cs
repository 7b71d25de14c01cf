using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I5: while connectivity is constant, whatever it is (partial, one-way), nobody changes its view
/// any more once the bound of I4 is over.
/// </summary>
internal sealed class Stability : Checker
{
    private long _boundNs;

    public override string Name => "I5 Stability";

    public override void Begin() => _boundNs = new Bounds(Cluster.Plan).ConvergeNs;

    public override void ViewInstalled(SimulatedHost host, View view) =>
        RequireUnrest(host, $"installed {view}");

    public override void GroupLost(SimulatedHost host) => RequireUnrest(host, "lost the group");

    private void RequireUnrest(SimulatedHost host, string what)
    {
        var calm = Cluster.Now - Cluster.CalmSinceNs;
        if (calm > _boundNs && Cluster.Network.Weather.IsConstant(Cluster.Plan.HeartbeatNs))
        {
            Broken($"{host.Name} {what} though nothing has changed for {Span.Text(calm)}");
        }
    }
}
