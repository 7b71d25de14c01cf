using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A process that is not run for about as long as the others wait for it (T 400 ms): when it goes
/// on it knows less than they do, and must not act on that.
/// </summary>
public sealed class StallTests
{
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
