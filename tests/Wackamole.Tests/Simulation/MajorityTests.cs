using System.Collections.Immutable;
using Wackamole.Core.Control;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Only a majority holds anything (PROTOCOL.md 4); T 400 ms, L 320 ms.</summary>
public sealed class MajorityTests
{
    [Fact]
    public void The_smaller_side_of_a_partition_lets_go_and_the_larger_one_takes_over()
    {
        var story = Story.Booted(Asking(3, 6));
        story.Part("a", "bc");
        story.Passes(2);
        Assert.Empty(story.HeldBy("a"));
        Assert.True(story.IsCovered());
        Assert.InRange(story.LongestGapMs, 0, 500);
        story.Join("a", "bc");
        story.Await(story.IsAtRest, 10, "a comes back");
        story.Ends();
    }

    [Fact]
    public void Two_halves_of_four_hosts_hold_nothing()
    {
        var story = Story.Booted(Asking(4, 4));
        story.Part("ab", "cd");
        story.Passes(3);
        Assert.All(story.Holders(), holder => Assert.Equal("-", holder));
        story.Join("ab", "cd");
        story.Await(story.IsAtRest, 10, "both halves come together");
        story.Ends();
    }

    [Fact]
    public void Of_two_hosts_and_a_witness_the_host_that_is_with_the_witness_goes_on()
    {
        var plan = Asking(3, 4);
        var story = Story.Booted(plan with
        {
            Hosts = plan.Hosts.SetItem(2, plan.Hosts[2] with { IsWitness = true }),
        });
        Assert.Empty(story.HeldBy("c"));
        story.Part("a", "bc");
        story.Passes(2);
        Assert.Equal(4, story.HeldBy("b").Length);
        story.Part("b", "c");
        story.Passes(2);
        Assert.All(story.Holders(), holder => Assert.Equal("-", holder));
    }

    [Fact]
    public void A_majority_that_could_be_formed_is_formed()
    {
        // c hears all but b; a hears c alone. With its first acquaintance c would have two votes.
        var story = Story.Booted(Asking(5, 5));
        story.Part("b", "acde");
        story.Part("a", "de");
        story.Passes(3);
        Assert.Equal("cde", string.Concat(story.Holders().Distinct().Order()));
    }

    [Fact]
    public void After_all_have_restarted_two_of_three_serve_again()
    {
        var story = Story.Booted(Asking(3, 3));
        foreach (var host in story.Cluster.Hosts)
        {
            host.PowerOff();
        }

        story.Passes(1);
        story.Cluster["b"].Start();
        story.Passes(3);
        Assert.All(story.Holders(), holder => Assert.Equal("-", holder));
        story.Cluster["c"].Start();
        story.Await(story.IsCovered, 5, "two of three serve");
    }

    [Fact]
    public void A_host_without_its_disk_makes_no_majority_with_one_other()
    {
        var story = Story.Booted(Asking(3, 3));
        story.Cluster["a"].PowerOff();
        story.Cluster["c"].LoseDisk();
        story.Cluster["c"].Start();
        story.Passes(3);
        Assert.All(story.Holders(), holder => Assert.Equal("-", holder));
        story.Cluster["c"].Ask(new ControlRequest(ControlCommand.Bootstrap));
        story.Await(story.IsCovered, 5, "an operator vouches for the two");
    }

    [Fact]
    public void Voters_change_while_everybody_serves()
    {
        var story = Story.Booted(Asking(4, 4) with { Voters = ["a", "b", "c"] });
        Tell(story, "abcd", ["b", "c", "d"]);
        story.Passes(2);
        Assert.Equal(0, story.LongestGapMs);
        story.Part("a", "bcd");
        story.Part("b", "cd");
        story.Passes(3);
        Assert.True(story.IsCovered());
        Assert.Empty(story.HeldBy("a"));
        Assert.Empty(story.HeldBy("b"));
    }

    [Fact]
    public void Who_was_away_while_the_voters_changed_does_not_rule_by_the_old_ones()
    {
        var story = Story.Booted(Asking(5, 5) with { Voters = ["a", "b", "c"] });
        story.Part("a", "bcde");
        story.Passes(2);
        Tell(story, "bcde", ["c", "d", "e"]);
        story.Passes(2);
        story.Part("bc", "de");
        story.Join("a", "bc");
        story.Passes(3);
        Assert.Equal("de", string.Concat(story.Holders().Distinct().Order()));
        story.Part("d", "e");
        story.Passes(3);
        Assert.All(story.Holders(), holder => Assert.Equal("-", holder));
        story.Join("c", "d");
        story.Await(story.IsCovered, 10, "c and d are the majority");
        Assert.Empty(story.HeldBy("e"));
    }

    internal static ClusterPlan Asking(int hosts, int vips) => Story.Plain(hosts, vips) with
    {
        Majority = true,
        BalanceInterval = TimeSpan.FromHours(2),
    };

    private static void Tell(Story story, string hosts, ImmutableArray<string> voters)
    {
        foreach (var name in hosts)
        {
            var host = story.Cluster[$"{name}"];
            host.Reconfigure(host.Settings with { Voters = voters });
        }
    }
}
