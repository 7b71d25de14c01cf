using System.Collections.Concurrent;
using Xunit;

namespace Wackamole.Tests.Simulation.Graphs;

/// <summary>
/// Where only a majority holds anything, whatever hears whatever: views settle and stay, nothing
/// is ever held twice, and everything is covered if, and only if, more than half of the hosts hear
/// each other. SIM_CONNECTIVITY=majority tries many graphs, and says how often it is not so.
/// </summary>
public sealed class MajorityConnectivity(ITestOutputHelper output)
{
    private const int UsualSample = 30;
    private const int LargeSample = 4_000;

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Hosts_settle_and_the_majority_covers_whoever_hears_whom(int hosts)
    {
        var isLarge = SimulationOptions.Connectivity is "majority";
        var random = new SeededRandom((ulong)hosts);
        var found = new ConcurrentBag<GraphFinding>();
        var graphs = Enumerable.Range(0, isLarge ? LargeSample : UsualSample).Select(_ =>
            new DirectedGraph(hosts, Mostly(hosts, random))).ToList();
        OwnThreads.ForEach(graphs, graph =>
        {
            var run = new GraphRun(graph, fromStart: false, majority: true);
            found.Add(new GraphFinding(graph, false, run.Run(), run));
        });
        var failures = found.Where(one => one.Broken is not null).ToList();
        Say($"{hosts} hosts: {found.Count} graphs, of which " +
            $"{graphs.Count(graph => graph.HasMajority)} have a majority: " +
            $"{failures.Count} failures");
        failures.ForEach(failure => Say(failure.ToString()));

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10)));
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    /// <summary>Three of four edges: else hardly any five have a majority.</summary>
    private static uint Mostly(int hosts, SeededRandom random)
    {
        var pairs = DirectedGraph.Pairs(hosts);
        return (uint)(random.Below(1 << pairs) | random.Below(1 << pairs));
    }
}
