using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Clusters that ask for a majority, some seeds of them: a long sweep is
/// `make sim START=4294967296 SEEDS=…`.
/// </summary>
public sealed class MajoritySweep
{
    private const int Seeds = 60;

    [Fact]
    public void A_cluster_that_asks_for_a_majority_never_answers_twice_whatever_befalls_it()
    {
        var failures = new System.Collections.Concurrent.ConcurrentBag<SeedFailure>();
        OwnThreads.ForEach(Enumerable.Range(0, Seeds), place =>
        {
            var scenario = ScenarioGenerator.Generate(
                ScenarioGenerator.FirstMajoritySeed + (ulong)place);
            if (SeedFailure.Of(scenario, out _) is { } failure)
            {
                failures.Add(failure);
            }
        });
        Assert.True(failures.IsEmpty, string.Join("\n\n",
            failures.OrderBy(one => one.Seed).Take(2).Select(one => one.Text)));
    }
}
