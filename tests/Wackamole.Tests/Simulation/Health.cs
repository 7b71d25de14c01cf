namespace Wackamole.Tests.Simulation;

/// <summary>What the truth says about hosts, for the premises of the invariants.</summary>
internal static class Health
{
    /// <summary>
    /// Whether a host has been well for a while: running, eligible, not touched by anybody, and
    /// exchanging packets with every other running daemon without losing two in a row.
    /// </summary>
    public static bool IsHealthy(SimulatedCluster cluster, SimulatedHost host, long sinceNs)
    {
        if (!host.IsRunning || host.IsWithdrawn || host.RunningSinceNs > sinceNs
            || host.TroubledAtNs > sinceNs
            || cluster.Network.StragglesUntilNs > sinceNs || !HearsItsSegments(cluster, host))
        {
            return false;
        }

        var edges = cluster.Network.Connectivity;
        var (good, blamed) = (0, 0);
        foreach (var other in cluster.Hosts)
        {
            if (other == host || (other.State is not (HostState.Running or HostState.Stopped)
                && other.EndedNs <= sinceNs))
            {
                continue;
            }

            if (edges.GoodSince(host.Index, other.Index) <= sinceNs
                && edges.GoodSince(other.Index, host.Index) <= sinceNs)
            {
                good++;
            }
            else if (IsItselfToBlame(cluster, host, other))
            {
                blamed++;
            }
            else
            {
                return false;
            }
        }

        // Who is on good terms with nobody has nobody else to blame.
        return good > 0 || blamed == 0;
    }

    private static bool HearsItsSegments(SimulatedCluster cluster, SimulatedHost host) =>
        cluster.LiveInterfaces(host).Count() == cluster.Plan.Links;

    /// <summary>
    /// Whether a host's trouble with another is the other's own: it hears, or is heard by, nobody
    /// else either.
    /// </summary>
    private static bool IsItselfToBlame(
        SimulatedCluster cluster, SimulatedHost host, SimulatedHost blamed)
    {
        var edges = cluster.Network.Connectivity;
        var (others, heard, hears) = (0, false, false);
        var lostNs = Math.Min(
            edges.CutSince(host.Index, blamed.Index), edges.CutSince(blamed.Index, host.Index));
        foreach (var other in cluster.Hosts)
        {
            if (other != host && other != blamed && other.IsRunning)
            {
                others++;
                if (Math.Min(edges.CutSince(other.Index, blamed.Index),
                    edges.CutSince(blamed.Index, other.Index)) > lostNs)
                {
                    // Ours was the first trouble with it.
                    return false;
                }

                heard |= edges.Hears(blamed.Index, other.Index);
                hears |= edges.Hears(other.Index, blamed.Index);
            }
        }

        return others > 0 && !(heard && hears);
    }

    /// <summary>
    /// The hosts, as bits, that one has been connected with both ways all the time since,
    /// directly or through daemons that were members of some view all that time.
    /// </summary>
    /// <param name="neighbours">What Neighbours says of every host.</param>
    public static ulong ConnectedWith(
        SimulatedCluster cluster, int one, ulong[] neighbours, long sinceNs)
    {
        var reached = 1ul << one;
        var grown = true;
        while (grown)
        {
            grown = false;
            foreach (var relay in cluster.Hosts)
            {
                if ((reached >> relay.Index & 1) == 0
                    || relay.Index != one && relay.MemberSinceNs > sinceNs)
                {
                    continue;
                }

                var more = neighbours[relay.Index] & ~reached;
                reached |= more;
                grown |= more != 0;
            }
        }

        return reached;
    }

    /// <summary>For each host those that it has heard, and that heard it, since then.</summary>
    public static void Neighbours(SimulatedCluster cluster, long sinceNs, ulong[] into)
    {
        for (var host = 0; host < into.Length; host++)
        {
            into[host] = Neighbours(cluster, host, sinceNs);
        }
    }

    /// <summary>
    /// The sets of participating daemons that can hear anything of each other, as bits; Whole
    /// where all in it hear all, so that it must become one view.
    /// </summary>
    public static List<(ulong Hosts, bool Whole)> Components(SimulatedCluster cluster)
    {
        var found = new List<(ulong, bool)>();
        var all = cluster.Hosts.Where(host => host.Participates)
            .Aggregate(0ul, (bits, host) => bits | 1ul << host.Index);
        for (var rest = all; rest != 0;)
        {
            var first = System.Numerics.BitOperations.TrailingZeroCount(rest);
            var component = Around(cluster, first, all);
            rest &= ~component;
            found.Add((component, IsWhole(cluster, component)));
        }

        return found;
    }

    private static ulong Around(SimulatedCluster cluster, int first, ulong all)
    {
        var edges = cluster.Network.Connectivity;
        var component = 1ul << first;
        for (var before = 0ul; before != component;)
        {
            before = component;
            foreach (var host in cluster.Hosts.Where(host => (before >> host.Index & 1) != 0))
            {
                foreach (var other in cluster.Hosts.Where(other =>
                    (all >> other.Index & 1) != 0 && (edges.Hears(host.Index, other.Index)
                        || edges.Hears(other.Index, host.Index))))
                {
                    component |= 1ul << other.Index;
                }
            }
        }

        return component;
    }

    private static bool IsWhole(SimulatedCluster cluster, ulong component)
    {
        var edges = cluster.Network.Connectivity;
        var members = cluster.Hosts.Where(host => (component >> host.Index & 1) != 0).ToList();
        return members.TrueForAll(host => members.TrueForAll(other =>
            host == other || edges.Hears(host.Index, other.Index)));
    }

    private static ulong Neighbours(SimulatedCluster cluster, int host, long sinceNs)
    {
        var edges = cluster.Network.Connectivity;
        var neighbours = 0ul;
        for (var other = 0; other < cluster.Hosts.Length; other++)
        {
            if (other != host && edges.GoodSince(host, other) <= sinceNs
                && edges.GoodSince(other, host) <= sinceNs)
            {
                neighbours |= 1ul << other;
            }
        }

        return neighbours;
    }
}
