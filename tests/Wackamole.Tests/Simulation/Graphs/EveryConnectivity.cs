using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>
/// I4, I5, I6 and I7 whatever hears whatever: every directed graph of four hosts, held constant;
/// of five a sample. Names order hosts, so each shape is tried under several.
/// </summary>
public sealed class EveryConnectivity(ITestOutputHelper output)
{
    private const int ShapesOfFour = 218;
    private const int FailuresShown = 40;
    private const int SampleOfFive = 40;
    private const int LargeSampleOfFive = 4_000;

    [Fact]
    public void Four_hosts_have_218_shapes_of_connectivity()
    {
        Assert.Equal(ShapesOfFour, DirectedGraph.Shapes(4).Count());
        Assert.Equal(16, DirectedGraph.Shapes(3).Count());
    }

    [Fact]
    public void One_graph_is_told()
    {
        Assert.SkipWhen(!uint.TryParse(SimulationOptions.Connectivity, NumberStyles.HexNumber,
            CultureInfo.InvariantCulture, out var edges), "for a graph: make sim CONNECTIVITY=3a7");

        // Three digits say who hears whom of four hosts, five of five.
        var hosts = SimulationOptions.Connectivity!.Length > 3 ? 5 : 4;
        foreach (var fromStart in new[] { true, false })
        {
            var run = new GraphRun(new DirectedGraph(hosts, edges), fromStart, new Trace(Say));
            Say($"{run.Run() ?? "nothing is broken"}; {run.Doubled} doubled, " +
                $"{run.Uncovered} uncovered, {run.Interruptions} interruptions of at most " +
                Span.Text(run.LongestInterruptionNs));
        }
    }

    [Fact]
    public void Four_hosts_settle_and_stay_whoever_hears_whom()
    {
        var all = SimulationOptions.Connectivity is "all" or "four";
        Require(all ? DirectedGraph.All(4) : DirectedGraph.Shapes(4).Select(SomeNames), all);
    }

    /// <summary>
    /// Two pairs form views at once while some links between them are one-way; mates who are
    /// heard say nothing of the yielding of those who hear.
    /// </summary>
    [Theory]
    [InlineData(0x2b6)]
    [InlineData(0x98d)]
    [InlineData(0xab6)]
    [InlineData(0xc76)]
    [InlineData(0xd69)]
    [InlineData(0xd6e)]
    public void Two_views_do_not_yield_to_each_other_for_good(uint edges)
    {
        var run = new GraphRun(new DirectedGraph(4, edges), fromStart: false);
        Assert.Null(run.Run());
        Assert.Equal(0, run.Uncovered);
    }

    [Fact]
    public void Five_hosts_settle_and_stay_in_a_sample_of_who_hears_whom()
    {
        var all = SimulationOptions.Connectivity is "all" or "five";
        var random = new SeededRandom(5);
        Require(Enumerable.Range(0, all ? LargeSampleOfFive : SampleOfFive).Select(_ =>
            new DirectedGraph(5, (uint)random.Below(1 << DirectedGraph.Pairs(5)))), all);
    }

    /// <summary>Whether what is doubled stays so for as long as the graph does.</summary>
    private static string Ending(GraphFinding failure)
    {
        var run = new GraphRun(failure.Graph, failure.FromStart, bearsDoubles: true);
        return run.Run() is { } other ? $"; then {other}"
            : $"; in the end {run.DoubledThoughConnected} doubled though connected";
    }

    private static DirectedGraph SomeNames(DirectedGraph shape)
    {
        var random = new SeededRandom(shape.Edges);
        int[] names = [0, 1, 2, 3];
        for (var place = names.Length - 1; place > 0; place--)
        {
            var other = random.Below(place + 1);
            (names[place], names[other]) = (names[other], names[place]);
        }

        return shape.Renamed(names);
    }

    private void Require(IEnumerable<DirectedGraph> graphs, bool bothWays)
    {
        var found = new ConcurrentBag<GraphFinding>();
        var watch = Stopwatch.StartNew();
        OwnThreads.ForEach(graphs, graph =>
        {
            foreach (var fromStart in bothWays ? [true, false] : new[] { graph.Edges % 2 == 0 })
            {
                var run = new GraphRun(graph, fromStart);
                found.Add(new GraphFinding(graph, fromStart, run.Run(), run));
            }
        });
        var failures = found.Where(one => one.Broken is not null)
            .OrderBy(one => one.Graph.Edges).ToList();
        Say($"{found.Count} runs, {found.Sum(one => one.Run.SimulatedNs) / 1e9:0} simulated " +
            $"seconds in {watch.Elapsed.TotalSeconds:0.0} s: {failures.Count} failures; in the " +
            $"end {found.Count(one => one.Run.Doubled > 0)} have an address on two hosts of " +
            $"which one hears the other, {found.Count(one => one.Run.Uncovered > 0)} have one " +
            "on nobody; announcements interrupted " +
            $"{found.Count(one => one.Run.Interruptions > 0)} for at most " +
            Span.Text(found.Max(one => one.Run.LongestInterruptionNs)));
        foreach (var kind in failures.GroupBy(one => one.Broken!.Split(':')[0]))
        {
            Say($"  {kind.Key}: {kind.Count()}");
        }

        if (bothWays)
        {
            failures.ForEach(failure => Say($"{failure}{Ending(failure)}"));
            foreach (var bare in found.Where(one => one.Run.Uncovered > 0))
            {
                Say($"uncovered: {bare}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(FailuresShown)));
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
