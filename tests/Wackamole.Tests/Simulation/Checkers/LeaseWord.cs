using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// PROTOCOL.md 5, the ground of I6: the lease word never lies further ahead than L from now, nor
/// than L from the sending of the newest packet that every required member has been handed, and
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

        RequireEvidence(host, deadline);
    }

    private void RequireEvidence(SimulatedHost host, Instant deadline)
    {
        if (host.View is not { } view)
        {
            return;
        }

        var edges = Cluster.Network.Connectivity;
        foreach (var id in view.Members)
        {
            var member = Cluster[id.Name];
            if (member == host || member.View?.Contains(id) is not true
                || !IsRequired(host, member))
            {
                continue;
            }

            var sent = host.Clock.At(edges.NewestArrived(host.Index, member.Index));
            if (deadline.Nanoseconds > sent.Nanoseconds + Cluster.Plan.LeaseNs)
            {
                var late = deadline.Nanoseconds - Cluster.Plan.LeaseNs - sent.Nanoseconds;
                Broken($"{host.Name} extended its lease to L after {Span.Text(late)} later than " +
                    $"it sent what {member.Name}, a member that it hears, has of it");
            }
        }
    }

    /// <summary>
    /// Beyond doubt: it has been well for long, hears somebody else and is heard here just now. A
    /// host whose clock has leapt has heard nobody for as long.
    /// </summary>
    private bool IsRequired(SimulatedHost host, SimulatedHost member)
    {
        var edges = Cluster.Network.Connectivity;
        var since = Cluster.Now - 2 * Cluster.Plan.DetectionNs;
        if (!member.Participates || member.RunningSinceNs > since || host.TroubledAtNs > since
            || edges.GoodSince(member.Index, host.Index) > since
            || Cluster.Now - edges.ArrivedAt(member.Index, host.Index)
                > Cluster.Plan.HeartbeatNs * 5 / 4)
        {
            return false;
        }

        foreach (var other in Cluster.Hosts)
        {
            if (other != host && other != member && other.RunningSinceNs < since
                && edges.GoodSince(other.Index, member.Index) < since
                && Cluster.Now - edges.ArrivedAt(other.Index, member.Index)
                    < Cluster.Plan.HeartbeatNs * 5 / 4)
            {
                return true;
            }
        }

        return false;
    }
}
