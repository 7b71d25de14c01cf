namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>Who hears whom, of so many hosts: one bit for each ordered pair of them.</summary>
internal readonly record struct DirectedGraph(int Hosts, uint Edges)
{
    public static int Pairs(int hosts) => hosts * (hosts - 1);

    public static IEnumerable<DirectedGraph> All(int hosts)
    {
        for (var edges = 0u; edges < 1u << Pairs(hosts); edges++)
        {
            yield return new DirectedGraph(hosts, edges);
        }
    }

    /// <summary>One graph of each shape: the first of those that differ in names alone.</summary>
    public static IEnumerable<DirectedGraph> Shapes(int hosts) =>
        All(hosts).Where(graph => graph.Shape() == graph);

    public bool Hears(int from, int to) => (Edges >> Bit(from, to) & 1) != 0;

    /// <summary>The same with other names for its hosts.</summary>
    public DirectedGraph Renamed(ReadOnlySpan<int> names)
    {
        var edges = 0u;
        for (var from = 0; from < Hosts; from++)
        {
            for (var to = 0; to < Hosts; to++)
            {
                if (from != to && Hears(from, to))
                {
                    edges |= 1u << Bit(names[from], names[to]);
                }
            }
        }

        return new DirectedGraph(Hosts, edges);
    }

    /// <summary>More than half of the hosts hear each other, all of them and both ways.</summary>
    public bool HasMajority
    {
        get
        {
            for (var set = 0u; set < 1u << Hosts; set++)
            {
                if (2 * System.Numerics.BitOperations.PopCount(set) > Hosts && IsClique(set))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Hosts that are connected with one both ways, directly or through others.</summary>
    public uint ConnectedBothWays(int host)
    {
        var reached = 1u << host;
        for (var before = 0u; before != reached;)
        {
            before = reached;
            for (var from = 0; from < Hosts; from++)
            {
                for (var to = 0; to < Hosts; to++)
                {
                    var known = (reached >> from & 1) != 0;
                    reached |= known && from != to && Hears(from, to) && Hears(to, from)
                        ? 1u << to : 0;
                }
            }
        }

        return reached;
    }

    /// <summary>«a: b c; b: a; c: a b; d:» says that a is heard by b and c, and so on.</summary>
    public override string ToString()
    {
        var graph = this;
        return string.Join("; ", Enumerable.Range(0, Hosts).Select(from =>
            $"{ClusterPlan.NameOf(from)}:" + string.Concat(Enumerable.Range(0, graph.Hosts)
                .Where(to => to != from && graph.Hears(from, to))
                .Select(to => " " + ClusterPlan.NameOf(to)))));
    }

    private bool IsClique(uint set)
    {
        for (var from = 0; from < Hosts; from++)
        {
            for (var to = 0; to < Hosts; to++)
            {
                if (from != to && (set >> from & 1) != 0 && (set >> to & 1) != 0
                    && !Hears(from, to))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private DirectedGraph Shape()
    {
        var least = this;
        foreach (var names in Orders([.. Enumerable.Range(0, Hosts)], 0))
        {
            var renamed = Renamed(names);
            least = renamed.Edges < least.Edges ? renamed : least;
        }

        return least;
    }

    private int Bit(int from, int to) => from * (Hosts - 1) + (to > from ? to - 1 : to);

    /// <summary>Every order of the names, one after the other in one array.</summary>
    private static IEnumerable<int[]> Orders(int[] names, int fixedNames)
    {
        if (fixedNames == names.Length)
        {
            yield return names;
            yield break;
        }

        for (var place = fixedNames; place < names.Length; place++)
        {
            (names[fixedNames], names[place]) = (names[place], names[fixedNames]);
            foreach (var order in Orders(names, fixedNames + 1))
            {
                yield return order;
            }

            (names[fixedNames], names[place]) = (names[place], names[fixedNames]);
        }
    }
}
