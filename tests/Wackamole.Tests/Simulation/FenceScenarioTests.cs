using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Hosts that lose their fence while the daemon runs.</summary>
public sealed class FenceScenarioTests
{
    /// <summary>The order's word and a move of each address, twice over.</summary>
    private const double MostGapMs = 20;

    [Fact]
    public void Host_that_loses_its_fence_gives_everything_away_and_takes_its_share_again()
    {
        var story = Story.Booted(3, 6);
        Assert.Equal(2, story.HeldBy("b").Length);

        story.Cluster["b"].LoseFence();
        story.Await(() => story.HeldBy("b").Length == 0 && story.IsCovered(), 1,
            "the others cover what it held");
        Assert.InRange(story.LongestGapMs, 0, MostGapMs);
        story.Passes(10);
        Assert.Empty(story.HeldBy("b"));

        story.Cluster["b"].RestoreFence();
        story.Await(() => story.HeldBy("b").Length == 2, 20, "it takes its share again");
        story.Ends();
    }

    [Fact]
    public void Host_alone_holds_nothing_while_its_fence_is_down()
    {
        var story = Story.Booted(1, 2);
        story.Cluster["a"].LoseFence();
        story.Await(() => story.HeldBy("a").Length == 0, 0.01, "it releases at once");
        story.Passes(10);
        Assert.Empty(story.HeldBy("a"));

        story.Cluster["a"].RestoreFence();
        story.Await(story.IsCovered, 2, "it takes them again");
        story.Ends();
    }
}
