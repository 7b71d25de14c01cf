using Wackamole.Core.Values;
using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>
/// A cluster whose connectivity is one directed graph, held constant until long after everything
/// must have settled.
/// </summary>
internal sealed class GraphRun
{
    private const int Addresses = 5;

    private static readonly TimeSpan Booting = TimeSpan.FromSeconds(1.5);

    private readonly DirectedGraph _graph;
    private readonly SimulatedCluster _cluster;
    private readonly bool _fromStart;
    private readonly Settled _settled = new();

    /// <param name="fromStart">
    /// Whether the hosts never knew anything else, or were one cluster before.
    /// </param>
    /// <param name="majority">Only a majority holds anything.</param>
    /// <param name="bearsDoubles">Goes on where two answer, to see how it ends.</param>
    public GraphRun(DirectedGraph graph, bool fromStart, Trace? trace = null,
        bool majority = false, bool bearsDoubles = false)
    {
        (_graph, _fromStart) = (graph, fromStart);
        var plan = ClusterPlan.Of(graph.Hosts, Addresses) with
        {
            Timing = Timing.From(
                TimeSpan.FromMilliseconds(64), TimeSpan.FromMilliseconds(8), null),
            Mature = TimeSpan.FromMilliseconds(300),
            BalanceInterval = TimeSpan.FromHours(2),
            Majority = majority,
        };
        _cluster = new SimulatedCluster(
            plan, graph.Edges + 1,
            [.. Invariants.For(plan).Where(one => !bearsDoubles || one is not Exclusive), _settled],
            trace);
    }

    /// <summary>Addresses that two hosts answer for in the end.</summary>
    public int Doubled { get; private set; }

    /// <summary>Of two that are connected both ways, if only through others.</summary>
    public int DoubledThoughConnected { get; private set; }

    /// <summary>Addresses that nobody answers for in the end.</summary>
    public int Uncovered { get; private set; }

    public int Interruptions => _settled.Interruptions;

    public long LongestInterruptionNs => _settled.LongestInterruptionNs;

    public long SimulatedNs => _cluster.Now;

    /// <summary>Null, or the invariant that broke.</summary>
    public string? Run()
    {
        try
        {
            if (!_fromStart)
            {
                _cluster.RunFor(Booting);
            }

            Cut();
            var bounds = new Bounds(_cluster.Plan);
            _cluster.RunUntil(_cluster.Now + bounds.CoverFreshNs + 2 * bounds.ConvergeNs);
            _cluster.Finish();
        }
        catch (InvariantBrokenException broken)
        {
            return broken.Message;
        }

        Measure();
        var mayCover = !_cluster.Plan.Majority || _graph.HasMajority;
        return mayCover == (Uncovered == 0) || (!mayCover && Uncovered == Addresses) ? null
            : !mayCover ? $"I6: {Addresses - Uncovered} addresses are held without a majority"
            : $"I7 Covered: nobody answers for {Uncovered} of {Addresses} addresses in the end";
    }

    private void Cut()
    {
        for (var from = 0; from < _graph.Hosts; from++)
        {
            var deaf = 0ul;
            for (var to = 0; to < _graph.Hosts; to++)
            {
                deaf |= to != from && !_graph.Hears(from, to) ? 1ul << to : 0;
            }

            _cluster.Cut(1ul << from, deaf, -1, false, false, 1);
        }
    }

    private void Measure()
    {
        for (var vip = 0; vip < Addresses; vip++)
        {
            var holders = _cluster.Coverage.UsableAt(vip);
            Uncovered += holders == 0 ? 1 : 0;
            DoubledThoughConnected += Enumerable.Range(0, _graph.Hosts).Any(host =>
                (holders >> host & 1) != 0 && (holders & ~OneWay(host)
                    & _graph.ConnectedBothWays(host) & ~(1ul << host)) != 0) ? 1 : 0;
            for (var host = 0; host < _graph.Hosts; host++)
            {
                // Parts that are connected no way at all each have their holder: no double.
                var oneWay = HeardEitherWay(host) & ~(1ul << host);
                if ((holders >> host & 1) != 0 && (holders & oneWay) != 0)
                {
                    Doubled++;
                    break;
                }
            }
        }
    }

    private ulong OneWay(int host)
    {
        var oneWay = 0ul;
        for (var other = 0; other < _graph.Hosts; other++)
        {
            oneWay |= other != host && _graph.Hears(host, other) != _graph.Hears(other, host)
                ? 1ul << other : 0;
        }

        return oneWay;
    }

    private ulong HeardEitherWay(int host)
    {
        var heard = 0ul;
        for (var other = 0; other < _graph.Hosts; other++)
        {
            heard |= other != host && (_graph.Hears(host, other) || _graph.Hears(other, host))
                ? 1ul << other : 0;
        }

        return heard;
    }
}
