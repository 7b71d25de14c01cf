using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Clusters whose hosts cease to hear each other, in every way; T is 400 ms.</summary>
public sealed class PartitionTests
{
    [Fact]
    public void A_partition_of_two_and_one_is_covered_on_both_sides_and_merges()
    {
        var story = Story.Booted(3, 6);
        story.Part("ab", "c");
        story.Passes(2);
        Assert.Equal(6, story.Loads()[0] + story.Loads()[1]);
        Assert.Equal(6, story.Loads()[2]);
        story.Watch();
        story.Join("ab", "c");
        story.Await(story.IsAtRest, 5, "the partition heals");
        story.Ends();
        Assert.Equal([2, 2, 2], story.Loads());
    }

    /// <summary>
    /// Also where a alone has installed the view that the others promised to it, and then
    /// withdraws from them while they have no reason to withdraw from it.
    /// </summary>
    [Fact]
    public void A_merge_that_is_cut_off_at_any_moment_is_made_good_when_the_link_returns()
    {
        var whole = Healing();
        var healedNs = whole.Cluster.Now;
        whole.Await(() => whole.Cluster["a"].View?.Members.Length == 3, 5, "a sees all");
        var mergeTakes = (whole.Cluster.Now - healedNs) / 1e9;
        for (var lateUs = -1000; lateUs <= 1000; lateUs += 50)
        {
            var story = Healing();
            story.Passes(mergeTakes + lateUs / 1e6);
            story.Part("a", "bc");
            story.Passes(1);
            story.Join("a", "bc");
            story.Await(story.IsAtRest, 5, $"the link returns, cut {lateUs} us after the merge");
        }
    }

    private static Story Healing()
    {
        var story = Story.Booted(3, 3);
        story.Part("a", "bc");
        story.Passes(1);
        story.Join("a", "bc");
        return story;
    }

    /// <summary>Cables are mended one after another, and not both ways at once.</summary>
    [Theory]
    [InlineData("ab", "c")]
    [InlineData("c", "ab")]
    public void Clients_learn_at_once_whom_to_ask_when_one_part_hears_the_other_first(
        string first, string second)
    {
        var plan = Story.Plain(3, 6) with { BalanceInterval = TimeSpan.FromHours(2) };
        var story = Story.Booted(plan);
        story.Part("ab", "c");
        story.Passes(2);
        story.Watch();
        story.Undeafen(second, first);
        story.Passes(0.03);
        story.Undeafen(first, second);
        story.Await(story.IsAtRest, 5, "the partition heals");
        story.Passes(2);
        Assert.InRange(story.LongestMisledMs, 0, 30 + 2 * 50);
    }

    /// <summary>
    /// One switch after another loses a line, in one direction first: some hosts of the greater
    /// part learn of it by what they hear, their mates by silence alone.
    /// </summary>
    [Fact]
    public void A_partition_that_comes_piece_by_piece_costs_no_healthy_host_its_mates()
    {
        var story = Story.Booted(5, 10);
        var before = story.Runs();
        foreach (var (from, to) in new[]
        {
            ("cde", "a"), ("cde", "b"), ("ab", "c"), ("ab", "d"), ("ab", "e"),
        })
        {
            story.Deafen(from, to);
            story.Passes(0.15);
        }

        story.Passes(2);
        Assert.Equal(before, story.Runs());
        Assert.Equal(10, story.Loads()[0] + story.Loads()[1]);
        Assert.Equal(10, story.Loads()[2] + story.Loads()[3] + story.Loads()[4]);
    }

    [Fact]
    public void Two_mature_clusters_merge_and_nothing_is_uncovered_meanwhile()
    {
        var plan = Story.Plain(4, 8) with { BalanceInterval = TimeSpan.FromHours(2) };
        var story = Story.Booted(plan);
        story.Part("ab", "cd");
        story.Passes(5);
        story.Watch();
        story.Join("ab", "cd");
        story.Await(story.IsAtRest, 5, "they are one");
        Assert.Equal(0, story.LongestGapMs);
        story.Ends();
    }

    [Fact]
    public void Three_parts_of_one_host_each_become_one_cluster_again()
    {
        var story = Story.Booted(3, 6);
        story.Part("a", "b");
        story.Part("b", "c");
        story.Part("a", "c");
        story.Passes(3);
        Assert.Equal([6, 6, 6], story.Loads());
        story.Join("a", "b");
        story.Join("b", "c");
        story.Join("a", "c");
        story.Await(story.IsAtRest, 5, "they are one");
        story.Ends();
    }

    [Fact]
    public void The_coordinator_that_is_heard_by_nobody_is_left_out()
    {
        var story = Story.Booted(3, 6);
        story.Deafen("a", "bc");
        story.Passes(3);
        Assert.Equal(6, story.Loads()[1] + story.Loads()[2]);
        Assert.Empty(story.HeldBy("a"));
        story.Cluster.Cut(1, 6, -1, false, false, -1);
        story.Await(story.IsAtRest, 5, "it is back");
        story.Ends();
    }

    [Fact]
    public void A_host_that_was_cut_off_yields_to_the_view_that_goes_on_without_it()
    {
        var story = Story.Booted(6, 6);
        story.Part("abcde", "f");
        story.Passes(0.3);
        // A second loss: the others cannot agree on a view without f before e is given up too.
        story.Part("abcd", "e");
        story.Await(() => story.Loads()[5] == 6, 1, "f, alone, covers everything");
        story.Join("abcd", "f");
        story.Passes(0.11);
        Assert.Equal(0, story.Loads()[5]);
        story.Join("abcdf", "e");
        story.Await(story.IsAtRest, 10, "they are one");
        story.Ends();
    }

    [Fact]
    public void A_host_that_is_heard_by_nobody_and_restarts_takes_nothing()
    {
        var story = Story.Booted(3, 6);
        story.Deafen("b", "ac");
        story.Cluster["b"].Crash();
        story.Passes(1);
        story.Cluster["b"].Start();
        story.Passes(5);
        Assert.Empty(story.HeldBy("b"));
        Assert.True(story.IsCovered());
        story.Cluster.Cut(0b010, 0b101, -1, false, false, -1);
        story.Await(story.IsAtRest, 5, "it is back");
        story.Ends();
    }

    [Fact]
    public void A_host_that_hears_no_other_and_restarts_gives_way_with_the_first_heartbeat()
    {
        var story = Story.Booted(3, 6);
        story.Deafen("ac", "b");
        story.Cluster["b"].Crash();
        story.Passes(1);
        story.Cluster["b"].Start();
        // It hears clients, so its segment lives, and nobody's answer reaches it: best effort.
        story.Await(() => story.Loads()[1] == 6, 5, "b covers everything beside the others");
        Assert.Equal(6, story.Loads()[0] + story.Loads()[2]);
        story.Cluster.Cut(0b101, 0b010, -1, false, false, -1);
        story.Passes(0.06);
        Assert.Empty(story.HeldBy("b"));
        story.Await(story.IsAtRest, 5, "they are one");
        story.Ends();
    }

    [Fact]
    public void A_line_of_three_settles_and_stays()
    {
        var story = Story.Booted(3, 6);
        story.Part("a", "c");
        story.Passes(10);
        Assert.True(story.IsCovered());
        story.Watch();
        story.Passes(60);
        Assert.Equal(0, story.ViewsInstalled);
        Assert.Equal(0, story.LongestGapMs);
    }

    [Fact]
    public void A_cut_of_one_of_two_links_goes_unnoticed()
    {
        var story = Story.Booted(Story.Plain(3, 6) with { Links = 2 });
        story.Part("ab", "c", link: 1);
        story.Passes(5);
        story.Join("ab", "c", link: 1);
        story.Part("a", "bc", link: 1);
        story.Passes(5);
        Assert.Equal(0, story.ViewsInstalled);
        Assert.Equal(0, story.LongestGapMs);
    }

    [Fact]
    public void A_host_whose_cable_is_pulled_loses_its_addresses_to_the_others()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Carrier(0, up: false);
        story.Await(story.IsCovered, 1, "its addresses are taken");
        story.Passes(2);
        story.Cluster["b"].Carrier(0, up: true);
        story.Await(() => story.IsAtRest() && story.Loads()[1] == 2, 10, "b has its share");
        story.Ends();
    }

    [Fact]
    public void The_coordinator_that_hears_nobody_is_left_out()
    {
        var story = Story.Booted(3, 6);
        var others = story.HeldBy("b").Concat(story.HeldBy("c")).ToList();
        story.Deafen("bc", "a");
        story.Passes(3);
        Assert.Equal(6, story.Loads()[1] + story.Loads()[2]);
        Assert.All(others, vip => Assert.Equal(0, story.GapMs(vip)));
        story.Ends();
    }

    [Fact]
    public void A_host_that_is_heard_but_whose_firewall_drops_packets_takes_nothing()
    {
        var story = Story.Booted(3, 6);
        story.Cluster.Cut(0b011, 0b100, -1, false, packetsOnly: true, 1);
        var others = story.HeldBy("a").Concat(story.HeldBy("b")).ToList();
        var own = story.HeldBy("c");
        story.Passes(3);
        Assert.Subset(own.ToHashSet(), story.HeldBy("c").ToHashSet());
        Assert.All(others, vip => Assert.Equal(0, story.GapMs(vip)));
        story.Ends();
    }
}
