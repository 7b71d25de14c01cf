using System.Collections.Concurrent;
using Wackamole.Tests.Simulation.Graphs;
using Xunit;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// How often, and as what, each planted fault is found: to choose the seeds of its test by, and to
/// see what a change of the generator did to all of them.
/// </summary>
public sealed class PlantedSurvey(ITestOutputHelper output)
{
    [Fact]
    public void Every_planted_fault_over_many_seeds()
    {
        Assert.SkipWhen(SimulationOptions.Planted is null,
            "not asked for: make sim PLANTED=all SEEDS=…, or words of a fault's name");
        var sound = SeedsThatHold();
        var words = SimulationOptions.Planted.Split('|');
        foreach (var fault in PlantedFaults.All.Where(one => words is ["all"]
            || words.Any(word => one.Name.Contains(word, StringComparison.Ordinal))))
        {
            Survey(fault, sound);
        }
    }

    private static List<ulong> SeedsThatHold()
    {
        var sound = new ConcurrentBag<ulong>();
        OwnThreads.ForEach(Enumerable.Range(0, SimulationOptions.Seeds), place =>
        {
            var seed = SimulationOptions.Start + (ulong)place;
            if (PlantedContext.Ours.Seed(0, seed) is null)
            {
                sound.Add(seed);
            }
        });
        return [.. sound.Order()];
    }

    private void Survey(PlantedFault fault, List<ulong> seeds)
    {
        var found = new ConcurrentBag<(ulong Seed, string Invariant)>();
        var number = PlantedFaults.NumberOf(fault);
        if (PlantedContext.Ours.WhyLost(number) is { } lost)
        {
            Say($"{fault.Name}: {lost}");
            return;
        }

        if (SimulationOptions.Connectivity is not null)
        {
            SurveyGraphs(fault, number);
        }

        OwnThreads.ForEach(seeds, seed =>
        {
            if (PlantedContext.Ours.Seed(number, seed) is { } broken)
            {
                found.Add((seed, broken.Split(' ', ':')[0]));
            }
        });
        Say($"{fault.Name}: {found.Count} of {seeds.Count} seeds" + string.Concat(
            found.GroupBy(one => one.Invariant).OrderByDescending(group => group.Count()).Select(
                group => $"; {group.Key}: {group.Count()} (" + string.Join(' ',
                    group.Select(one => one.Seed).Order().Take(8)) + ")")));
    }

    private void SurveyGraphs(PlantedFault fault, int number)
    {
        var found = DirectedGraph.Shapes(4)
            .AsParallel().AsOrdered()
            .Select(shape => (shape.Edges, Broken: PlantedContext.Ours.Graph(number, shape.Edges)))
            .Where(one => one.Broken is not null)
            .Select(one => $" {one.Edges:x3} {one.Broken!.Split(':')[0]};").ToList();
        Say($"{fault.Name}: in {found.Count} graphs{string.Concat(found.Take(8))}");
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
