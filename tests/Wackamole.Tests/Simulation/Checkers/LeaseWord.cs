using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// PROTOCOL.md 5, the ground of I6: the lease word never lies further ahead than L from now, and
/// never goes down but to nothing.
/// </summary>
internal sealed class LeaseWord : Checker
{
    public override string Name => "I6 LeaseWord";

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

        if (deadline < before)
        {
            Broken($"{host.Name} moved its lease back by " +
                Span.Text(before.Nanoseconds - deadline.Nanoseconds));
        }
    }
}
