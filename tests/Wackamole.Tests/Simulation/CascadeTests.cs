using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Troubles that meet: the next one comes while the last is being dealt with.</summary>
public sealed class CascadeTests
{
    private const double DetectionMs = 400;
    private const double TakeOverMs = 20;

    [Fact]
    public void Hosts_that_crash_one_after_the_other_during_view_changes_are_all_made_good()
    {
        var story = Story.Booted(5, 10);
        story.Cluster["a"].PowerOff();
        story.Passes(0.4);
        story.Cluster["b"].PowerOff();
        story.Passes(0.4);
        story.Cluster["c"].PowerOff();
        story.Await(story.IsCovered, 1, "d and e have all");
        Assert.InRange(story.LongestGapMs, DetectionMs / 2, 3 * (DetectionMs + TakeOverMs));
        story.Ends();
        Assert.Equal([0, 0, 0, 5, 5], story.Loads());
    }

    [Fact]
    public void The_coordinator_of_a_view_change_dies_between_its_proposal_and_the_next()
    {
        // c is lost; a proposes a view without it some 400 ms later, and dies in that moment.
        for (var afterMs = 395.0; afterMs < 405; afterMs += 0.5)
        {
            var story = Story.Booted(4, 8);
            story.Cluster["c"].PowerOff();
            story.Passes(afterMs / 1e3);
            story.Cluster["a"].PowerOff();
            story.Await(story.IsCovered, 1, "b and d have all");
            Assert.InRange(story.LongestGapMs, 0, 2 * DetectionMs + TakeOverMs);
            story.Await(story.IsAtRest, 2, "b and d are one view");
        }
    }

    [Fact]
    public void A_partition_in_two_then_in_three_then_none()
    {
        var story = Story.Booted(6, 12);
        story.Part("abc", "def");
        story.Passes(3);
        Assert.Equal(12, story.Loads()[..3].Sum());
        Assert.Equal(12, story.Loads()[3..].Sum());
        story.Part("ab", "c");
        story.Passes(3);
        Assert.Equal(12, story.Loads()[2]);
        story.Join("ab", "c");
        story.Join("abc", "def");
        story.Await(story.IsAtRest, 5, "they are one");
        story.Ends();
        Assert.Equal([2, 2, 2, 2, 2, 2], story.Loads());
    }

    [Fact]
    public void A_host_that_joins_while_another_dies_takes_its_part()
    {
        var plan = Story.Plain(4, 8);
        var story = Story.Begun(plan with
        {
            Hosts = plan.Hosts.SetItem(3, plan.Hosts[3] with { StartAtNs = 10 * Span.Second }),
        });
        story.Passes(10.2);
        story.Watch();
        story.Cluster["b"].PowerOff();
        story.Await(story.IsCovered, 1, "its addresses are taken");
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + TakeOverMs);
        story.Ends();
        Assert.Equal(0, story.Loads()[1]);
        Assert.All(new[] { 0, 2, 3 }, host => Assert.InRange(story.Loads()[host], 2, 3));
    }
}
