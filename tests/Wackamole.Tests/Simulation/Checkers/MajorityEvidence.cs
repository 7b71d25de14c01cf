using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// PROTOCOL.md 5 where a majority is asked for, the ground of I6: a lease is extended by who has a
/// majority, never further than L from now, nor than L from the sending of the newest packet that
/// so many voters of the view have been handed as are, with the host itself, more than half.
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

        // While a list is being changed more than one counts, and the disk may lag behind.
        if (host.View is { } view && ListOnDisksOf(view) is { } list)
        {
            RequireMajority(host, view, list, deadline);
        }
    }

    /// <summary>
    /// The list by which the members of a view count: what all of them have had on their disks for
    /// long, with nothing begun after it. Null where they have not.
    /// </summary>
    private VoterList? ListOnDisksOf(View view)
    {
        var disks = view.Members.Select(member => Cluster[member.Name]).ToList();
        return disks[0].VotersOnDisk is { Adopted: { } list, Pending: null }
            && disks.TrueForAll(one => one.VotersOnDisk is { Pending: null } known
                && known.Adopted == list
                && Cluster.Now - one.VotersStoredNs > Cluster.Plan.DetectionNs)
            ? list : null;
    }

    private void RequireMajority(
        SimulatedHost host, View view, VoterList list, Instant deadline)
    {
        _arrived.Clear();
        foreach (var member in view.Members.Where(one => one.Name != host.Name))
        {
            var other = Cluster[member.Name];
            if (list.Contains(other.Name, (ulong)other.Index + 1))
            {
                _arrived.Add(Cluster.Network.Connectivity.NewestArrived(
                    host.Index, other.Index));
            }
        }

        _arrived.Sort();
        var others = list.Needed - (list.Contains(host.Name, (ulong)host.Index + 1) ? 1 : 0);
        if (_arrived.Count < others)
        {
            Broken($"{host.Name} extended its lease in {view}, which has no majority of {list}");
        }

        var sent = host.Clock.At(_arrived[^others]).Nanoseconds;
        if (deadline.Nanoseconds > sent + Cluster.Plan.LeaseNs)
        {
            Broken($"{host.Name} extended its lease to more than L after the newest of it that " +
                $"a majority of {list} has been handed");
        }
    }
}
