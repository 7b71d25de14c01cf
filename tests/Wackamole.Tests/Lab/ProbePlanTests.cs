using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class ProbePlanTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(6, 1, 1)]
    [InlineData(32, 1, 4)]
    [InlineData(1000, 32, 125)]
    public void Few_addresses_are_asked_each_millisecond_and_many_take_turns(
        int targets, double echoPeriodMs, double requestPeriodMs)
    {
        var plan = ProbePlan.For(targets);
        Assert.Equal(echoPeriodMs, plan.EchoPeriodMs);
        Assert.Equal(requestPeriodMs, plan.RequestPeriodMs);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(1000)]
    public void Answers_of_a_minute_are_kept_and_the_ring_is_a_power_of_two(int targets)
    {
        const double MinuteMs = 60_000;
        var plan = ProbePlan.For(targets);
        Assert.True(plan.AnswersPerAddress * plan.EchoPeriodMs > MinuteMs);
        Assert.Equal(1, System.Numerics.BitOperations.PopCount((uint)plan.AnswersPerAddress));
    }
}
