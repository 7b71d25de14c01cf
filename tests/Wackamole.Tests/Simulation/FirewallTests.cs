using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Hosts on one segment whose daemons do not hear each other: something drops their packets and
/// nothing else, so that only the segment itself can tell them of each other.
/// </summary>
public sealed class FirewallTests
{
    [Fact]
    public void A_fresh_pair_takes_nothing_that_a_host_behind_a_firewall_answers_for()
    {
        var plan = Story.Plain(3, 4);
        var story = Story.Begun(plan with
        {
            Hosts = [plan.Hosts[0] with { StartAtNs = 6 * Span.Second },
                plan.Hosts[1] with { StartAtNs = 6 * Span.Second }, plan.Hosts[2]],
        });
        story.DropPackets("ab", "c");
        story.DropPackets("c", "ab");
        story.Await(() => story.HeldBy("c").Length == 4, 5, "c covers all");
        story.Passes(10);
        Assert.Equal(["c", "c", "c", "c"], story.Holders());
        story.Cluster["c"].PowerOff();
        story.Await(story.IsCovered, 2, "what nobody answers for any more is taken");
    }

    [Fact]
    public void A_lone_host_takes_nothing_that_another_answers_for()
    {
        var plan = Story.Plain(2, 4);
        var story = Story.Begun(plan with
        {
            Hosts = [plan.Hosts[0], plan.Hosts[1] with { StartAtNs = 6 * Span.Second }],
        });
        story.DropPackets("a", "b");
        story.DropPackets("b", "a");
        story.Await(() => story.HeldBy("a").Length == 4, 5, "a covers all");
        story.Passes(10);
        Assert.Equal(["a", "a", "a", "a"], story.Holders());
    }

    [Fact]
    public void A_host_that_hears_no_station_at_all_takes_nothing()
    {
        var story = Story.Booted(3, 6);
        var own = story.HeldBy("c");
        story.Deafen("ab", "c");
        story.Cluster.Cut(0, 0b100, -1, true, false, 1);
        story.Passes(6);
        Assert.Subset(own.ToHashSet(), story.HeldBy("c").ToHashSet());
        Assert.Equal(6, story.Loads()[0] + story.Loads()[1]);
    }

    [Fact]
    public void Two_lone_hosts_that_both_answer_settle_it_by_their_announcements()
    {
        var story = Story.Booted(2, 4);
        story.Part("a", "b");
        story.Passes(2);
        Assert.Equal([4, 4], story.Loads());
        story.DropPackets("a", "b");
        story.DropPackets("b", "a");
        story.Join("a", "b");
        story.Await(story.IsCovered, 70, "each address is on one of them");
    }
}
