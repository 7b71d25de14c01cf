using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A process that is not run for about as long as the others wait for it (T 400 ms): when it goes
/// on it knows less than they do, and must not act on that.
/// </summary>
public sealed class StallTests
{
    [Fact]
    public void Suspended_machine_answers_for_nothing_when_it_resumes()
    {
        // To itself a leap of the boot clock, and nothing was run meanwhile: as the others see it
        // it was away for so long.
        var story = Story.Booted(3, 6);
        var host = story.Cluster["b"];
        host.Stop();
        story.Await(() => story.HeldBy("b").Length == 0 && story.IsCovered(), 1,
            "the others take over");
        story.Passes(60);
        host.StepClock(60 * Span.Second);
        host.Continue();
        story.Passes(0.01);
        Assert.Empty(story.HeldBy("b"));
        story.Await(() => story.IsAtRest() && story.HeldBy("b").Length == 2, 30,
            "it has its share again");
        story.Ends();
    }

    [Fact]
    public void Boot_clock_that_leaps_by_a_minute_closes_the_fence_at_once()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].StepClock(60 * Span.Second);
        Assert.Empty(story.HeldBy("b"));
        story.Await(() => story.IsAtRest() && story.HeldBy("b").Length == 2, 30,
            "it has its share again");
        story.Ends();
    }

    private const int FromMs = 330;
    private const int ToMs = 420;

    [Fact]
    public void A_stop_of_about_the_detection_time_costs_nobody_else_an_address()
    {
        for (var stoppedMs = FromMs; stoppedMs <= ToMs; stoppedMs += 5)
        {
            var story = Story.Booted(3, 6);
            var others = story.HeldBy("a").Concat(story.HeldBy("c")).ToList();
            story.Cluster["b"].Stop();
            story.Passes(stoppedMs / 1e3);
            story.Cluster["b"].Continue();
            story.Passes(0.8);
            Assert.All(others, vip => Assert.True(story.GapMs(vip) == 0,
                $"after a stop of {stoppedMs} ms another host lost an address"));
            story.Await(story.IsAtRest, 10, "they are one again");
        }
    }
}
