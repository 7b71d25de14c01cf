using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// PROTOCOL.md 5 where a majority is asked for, the ground of I6: a lease never lies further ahead
/// than L from now, nor than L from the sending of the newest packet that so many members have
/// been handed as, with the host itself, are more than half of its view's voters can be.
/// </summary>
internal sealed class MajorityEvidence : Checker
{
    private readonly List<long> _arrived = [];

    public override string Name => "I6 MajorityEvidence";

    public override void LeaseSet(SimulatedHost host, Instant before, Instant deadline)
    {
        if (deadline == Instant.Past)
        {
            return;
        }

        var now = host.Clock.At(Cluster.Now);
        if (deadline.Nanoseconds > now.Nanoseconds + Cluster.Plan.LeaseNs)
        {
            Broken($"{host.Name} set its lease to end " +
                $"{Span.Text(deadline.Nanoseconds - now.Nanoseconds)} from now");
        }

        if (!host.HasMajority)
        {
            Broken($"{host.Name} extended its lease without a majority, in {host.View}");
        }

        RequireAnother(host, deadline);
    }

    /// <summary>Whoever the voters are: no lease without one other member at least.</summary>
    private void RequireAnother(SimulatedHost host, Instant deadline)
    {
        if (host.View is not { } view)
        {
            return;
        }

        _arrived.Clear();
        foreach (var member in view.Members.Where(one => one.Name != host.Name))
        {
            _arrived.Add(Cluster.Network.Connectivity.NewestArrived(
                host.Index, Cluster[member.Name].Index));
        }

        var newest = _arrived.Count == 0 ? long.MinValue / 2 : _arrived.Max();
        if (deadline.Nanoseconds
            > host.Clock.At(newest).Nanoseconds + Cluster.Plan.LeaseNs && newest > 0)
        {
            Broken($"{host.Name} extended its lease to more than L after the newest that any " +
                "other member has of it");
        }
    }
}
