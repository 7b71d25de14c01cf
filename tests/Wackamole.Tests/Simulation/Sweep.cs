using Xunit;
using System.Collections.Concurrent;
using System.Diagnostics;

namespace Wackamole.Tests.Simulation;

/// <summary>Many seeds, each a cluster with its faults, under every checker.</summary>
public sealed class Sweep(ITestOutputHelper output)
{
    private const int FailuresShown = 3;
    private const int BatchSeeds = 1_000;

    [Fact]
    public void Any_cluster_keeps_every_invariant_whatever_befalls_it()
    {
        if (SimulationOptions.Seed is { } seed)
        {
            ReplayOne(seed);
            return;
        }

        Assert.SkipWhen(SimulationOptions.Seeds == 0, "no seeds asked for: make sim SEEDS=…");
        var failures = new ConcurrentBag<SeedFailure>();
        var simulatedNs = 0L;
        var packets = 0L;
        var watch = Stopwatch.StartNew();
        InParallel(scenario =>
        {
            if (SeedFailure.Of(scenario, out var cluster) is { } failure)
            {
                failures.Add(failure);
            }

            Interlocked.Add(ref simulatedNs, cluster?.Now ?? 0);
            Interlocked.Add(ref packets, cluster?.Network.PacketsSent ?? 0);
        });
        var seconds = watch.Elapsed.TotalSeconds;
        Say($"{SimulationOptions.Seeds} seeds from {SimulationOptions.Start}: " +
            $"{simulatedNs / 1e9:0} simulated seconds in {seconds:0.0} s, " +
            $"{simulatedNs / 1e9 / seconds:0} simulated seconds per second, " +
            $"{packets / seconds:0} packets per second, {failures.Count} failures");
        foreach (var kind in failures.GroupBy(failure => failure.Invariant)
            .OrderByDescending(kind => kind.Count()))
        {
            Say($"  {kind.Key}: {kind.Count()} seeds: " + string.Join(", ",
                kind.Select(failure => failure.Seed).Order().Take(60)));
        }

        SayTheSmallest(failures);
        Assert.True(failures.IsEmpty, string.Join("\n\n", failures
            .OrderBy(failure => failure.Seed).Take(FailuresShown).Select(one => one.Text)));
    }

    /// <summary>
    /// In batches, each with its dearest first: a crowd of forty that came last would keep one
    /// core busy while all others are idle.
    /// </summary>
    private static void InParallel(Action<Scenario> run)
    {
        for (var begun = 0; begun < SimulationOptions.Seeds; begun += BatchSeeds)
        {
            var first = SimulationOptions.Start + (ulong)begun;
            var batch = Enumerable
                .Range(0, Math.Min(BatchSeeds, SimulationOptions.Seeds - begun))
                .Select(place => ScenarioGenerator.Generate(first + (ulong)place))
                .OrderByDescending(scenario => scenario.Cost);
            OwnThreads.ForEach(batch, run);
        }
    }

    /// <summary>The first failure again, with all that it does not need left out.</summary>
    private void SayTheSmallest(IEnumerable<SeedFailure> failures)
    {
        if (failures.MinBy(failure => failure.Seed) is { } first)
        {
            var smallest = Minimiser.Minimise(
                ScenarioGenerator.Generate(first.Seed), first.Invariant);
            Say($"seed {first.Seed}, reduced («make sim SEED={first.Seed} MINIMISE=1» tells it " +
                $"whole); chance of {smallest}");
        }
    }

    /// <summary>A replay prints the whole trace, whether it fails or not.</summary>
    private void ReplayOne(ulong seed)
    {
        var trace = new Trace();
        var scenario = ScenarioGenerator.Generate(seed);
        if (SimulationOptions.Minimise && SeedFailure.Of(scenario, out _) is { } failure)
        {
            scenario = Minimiser.Minimise(scenario, failure.Invariant);
        }

        Say(scenario.ToString());
        try
        {
            scenario.Run(trace);
        }
        finally
        {
            foreach (var line in trace.Lines)
            {
                Say(line);
            }
        }
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
