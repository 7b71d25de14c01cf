using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>A failing seed is worth something only if it fails again in the same way.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    [InlineData(29)]
    public void One_seed_has_one_history(ulong seed)
    {
        Assert.Equal(History(seed), History(seed));
    }

    [Fact]
    public void Two_seeds_have_two_histories()
    {
        Assert.NotEqual(History(3), History(4));
    }

    [Fact]
    public void Every_seed_gives_times_that_fit_each_other()
    {
        for (var seed = 0ul; seed < 200; seed++)
        {
            var scenario = ScenarioGenerator.Generate(seed);
            Assert.Null(scenario.Plan.Timing.Fault());
            Assert.True(scenario.HealsAtNs < scenario.EndsAtNs);
        }
    }

    private static List<string> History(ulong seed)
    {
        var trace = new Trace();
        try
        {
            ScenarioGenerator.Generate(seed).Run(trace);
        }
        catch (InvariantBrokenException broken)
        {
            trace.Write(0, "", broken.Message);
        }

        return [.. trace.Lines];
    }
}
