using Wackamole.Core.Control;
using Wackamole.Core.Values;

namespace Wackamole.Lab.Hosts;

/// <summary>
/// Whether a set of hosts is one settled cluster: one view of exactly them, each says the same
/// about every virtual interface, each of these is held, and by the kernel of its holder alone.
/// </summary>
internal static class Settlement
{
    private static readonly TimeSpan AnswerBound = TimeSpan.FromMilliseconds(300);

    /// <summary>What is still missing, in words; null where nothing is.</summary>
    public static string? Fault(LabCluster cluster, IReadOnlyList<LabHost> hosts)
    {
        var statuses = new List<ClusterStatus>();
        foreach (var host in hosts)
        {
            if (host.Status(AnswerBound) is not { } status)
            {
                return $"{host.Name} does not answer";
            }

            statuses.Add(status);
        }

        return statuses.Select(status => Unsettled(status, hosts))
                .FirstOrDefault(fault => fault is not null)
            ?? Disagreement(statuses)
            ?? NotAsSaid(cluster, hosts, statuses[0]);
    }

    private static string? Unsettled(ClusterStatus status, IReadOnlyList<LabHost> hosts)
    {
        if (status.State is not ("run" or "draining"))
        {
            return $"{status.Node} is in state {status.State}";
        }

        var members = status.Members.Where(member => member.State is "self" or "member")
            .Select(member => member.Name).Order(StringComparer.Ordinal).ToList();
        var expected = hosts.Select(host => host.Plan.Node).Order(StringComparer.Ordinal);
        if (!members.SequenceEqual(expected, StringComparer.Ordinal))
        {
            return $"{status.Node} is in a view of {string.Join(", ", members)}";
        }

        var open = status.VirtualInterfaces.FirstOrDefault(it => it.State != "held");
        return open is null ? null
            : $"{status.Node} says that {open.Name} is {open.State} ({open.Reason})";
    }

    private static string? Disagreement(List<ClusterStatus> statuses)
    {
        var first = statuses[0];
        foreach (var other in statuses.Skip(1))
        {
            if (first.View != other.View)
            {
                return $"{first.Node} is in view {first.View}, {other.Node} in {other.View}";
            }

            foreach (var virtualInterface in first.VirtualInterfaces)
            {
                var holder = LabCluster.HolderOf(other, virtualInterface.Name);
                if (holder != virtualInterface.Holder)
                {
                    return $"{virtualInterface.Name} is with {virtualInterface.Holder} for " +
                        $"{first.Node}, with {holder} for {other.Node}";
                }
            }
        }

        return null;
    }

    /// <summary>The kernels have the last word: a status may be wrong.</summary>
    private static string? NotAsSaid(
        LabCluster cluster, IReadOnlyList<LabHost> hosts, ClusterStatus status)
    {
        var present = hosts.ToDictionary(host => host.Plan.Node, host => host.Addresses());
        foreach (var virtualInterface in cluster.Plan.VirtualInterfaces)
        {
            var holder = LabCluster.HolderOf(status, virtualInterface.ToString());
            if (holder is null || !present.ContainsKey(holder))
            {
                // Said in the moment in which the view is there and its table is not.
                return $"{virtualInterface} is with {holder ?? "nobody"}, who is not one of them";
            }

            foreach (var (node, addresses) in present)
            {
                var fault = Misplaced(virtualInterface, node, addresses, node == holder);
                if (fault is not null)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    private static string? Misplaced(
        VirtualInterface virtualInterface, string node, HashSet<IpAddress> addresses, bool holds)
    {
        foreach (var address in virtualInterface.Addresses)
        {
            if (addresses.Contains(address.Address) != holds)
            {
                return holds
                    ? $"{node} is said to hold {address.Address}, and its kernel does not have it"
                    : $"the kernel of {node} has {address.Address}, which it does not hold";
            }
        }

        return null;
    }
}
