namespace Wackamole.Tests.Simulation;

/// <summary>What the disks of all hosts say of votes, for the premises of the invariants.</summary>
internal static class Votes
{
    /// <summary>
    /// Whether those have more than half of the votes by the newest list that any disk holds, and
    /// by each that is to follow it; a disk that lost its list has no vote.
    /// </summary>
    public static bool AreMajority(SimulatedCluster cluster, IReadOnlyList<SimulatedHost> hosts)
    {
        var newest = cluster.Hosts.Select(host => host.VotersOnDisk?.Adopted)
            .MaxBy(list => list?.Generation ?? 0);
        var next = cluster.Hosts.Select(host => host.VotersOnDisk?.Pending?.List)
            .Where(list => list is not null && list.Generation > (newest?.Generation ?? 0));
        return newest is null || next.Append(newest).All(list => list!.Needed
            <= hosts.Count(host => host.VotersOnDisk is { IsInformed: true }
                && list.Contains(host.Name, (ulong)host.Index + 1)));
    }
}
