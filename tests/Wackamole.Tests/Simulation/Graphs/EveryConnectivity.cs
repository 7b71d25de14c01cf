using System.Collections.Concurrent;
using System.Diagnostics;
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
    public void Four_hosts_settle_and_stay_whoever_hears_whom()
    {
        var all = SimulationOptions.Connectivity is "all" or "four";
        Require(all ? DirectedGraph.All(4) : DirectedGraph.Shapes(4).Select(SomeNames), all);
    }

    [Fact]
    public void Five_hosts_settle_and_stay_in_a_sample_of_who_hears_whom()
    {
        var all = SimulationOptions.Connectivity is "all" or "five";
        var random = new SeededRandom(5);
        Require(Enumerable.Range(0, all ? LargeSampleOfFive : SampleOfFive).Select(_ =>
            new DirectedGraph(5, (uint)random.Below(1 << DirectedGraph.Pairs(5)))), all);
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
        var failures = new ConcurrentBag<(DirectedGraph Graph, string Invariant, string Text)>();
        var (runs, doubled, uncovered, simulatedNs) = (0, 0, 0, 0L);
        var watch = Stopwatch.StartNew();
        Parallel.ForEach(graphs, graph =>
        {
            foreach (var fromStart in bothWays ? [true, false] : new[] { graph.Edges % 2 == 0 })
            {
                var run = new GraphRun(graph, fromStart);
                if (run.Run() is { } broken)
                {
                    var when = fromStart ? "from the start" : "after a boot";
                    failures.Add((graph, broken.Split(':')[0],
                        $"{graph.Edges:x3} [{graph}] {when}: {broken}"));
                }

                Interlocked.Increment(ref runs);
                Interlocked.Add(ref doubled, run.Doubled > 0 ? 1 : 0);
                Interlocked.Add(ref uncovered, run.Uncovered > 0 ? 1 : 0);
                Interlocked.Add(ref simulatedNs, run.SimulatedNs);
            }
        });
        Say($"{runs} runs, {simulatedNs / 1e9:0} simulated seconds in " +
            $"{watch.Elapsed.TotalSeconds:0.0} s: {failures.Count} failures; in the end " +
            $"{doubled} have an address on two hosts of which one hears the other, " +
            $"{uncovered} have one on nobody");
        var shown = failures.OrderBy(failure => failure.Graph.Edges).Select(one => one.Text);
        foreach (var kind in failures.GroupBy(one => one.Invariant))
        {
            Say($"  {kind.Key}: {kind.Count()}");
        }

        if (bothWays)
        {
            foreach (var failure in shown)
            {
                Say(failure);
            }
        }

        Assert.True(failures.IsEmpty, string.Join('\n', shown.Take(FailuresShown)));
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
