using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Whole clusters whose hosts come and go, at the default timings, told as prose.
/// </summary>
public sealed class ScenarioTests
{
    private const double DetectionMs = 400;

    /// <summary>Agreement, states, order and kernel, after the detection.</summary>
    private const double TakeOverMs = 20;

    /// <summary>What a move of one address may cost.</summary>
    private const double MoveMs = 5;

    [Fact]
    public void Three_hosts_boot_and_share_six_addresses_evenly()
    {
        var story = Story.Booted(3, 6);
        Assert.Equal([2, 2, 2], story.Loads());
        story.Ends();
        Assert.Equal(0, story.LongestGapMs);
        Assert.Equal(0, story.ViewsInstalled);
    }

    [Fact]
    public void Hosts_with_weights_share_by_them()
    {
        var plan = Story.Plain(3, 8);
        var story = Story.Booted(plan with
        {
            Hosts = plan.Hosts.SetItem(0, plan.Hosts[0] with { Weight = 2 }),
        });
        story.Passes(10);
        Assert.Equal([4, 2, 2], story.Loads());
        story.Ends();
    }

    [Fact]
    public void One_of_three_crashes_and_the_others_take_its_addresses_and_nothing_else_moves()
    {
        var story = Story.Booted(3, 6);
        var before = story.Holders();
        var lost = story.HeldBy("b");
        story.Cluster["b"].Crash();
        story.Await(() => story.HeldBy("b").Length == 0, 1, "the fence closes");
        story.Await(story.IsCovered, 1, "the survivors take over");
        var after = story.Holders();
        for (var vip = 0; vip < before.Length; vip++)
        {
            Assert.True(lost.Contains(vip) || after[vip] == before[vip]);
        }

        story.Passes(5);
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + TakeOverMs);
        Assert.All(Enumerable.Range(0, 6).Except(lost),
            vip => Assert.InRange(story.GapMs(vip), 0, MoveMs));
        story.Ends();
    }

    [Fact]
    public void One_of_three_loses_power_and_its_addresses_answer_again_after_the_detection_time()
    {
        var story = Story.Booted(3, 6);
        var lost = story.HeldBy("a");
        story.Cluster["a"].PowerOff();
        story.Await(story.IsCovered, 1, "the survivors take over");
        Assert.All(lost,
            vip => Assert.InRange(story.GapMs(vip), 100, DetectionMs + TakeOverMs));
        story.Ends();
        Assert.Equal(0, story.Loads()[0]);
    }

    [Fact]
    public void An_orderly_leave_hands_over_with_a_gap_of_a_few_milliseconds()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Leave();
        story.Await(() => story.Cluster["b"].State == HostState.WithoutDaemon, 2, "b ends");
        story.Ends();
        Assert.InRange(story.LongestGapMs, 0, MoveMs);
        Assert.Equal([3, 0, 3], story.Loads());
    }

    [Fact]
    public void A_crashed_host_restarts_as_a_new_incarnation_and_gets_its_share_again()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["c"].Crash();
        story.Passes(3);
        story.Watch();
        story.Cluster["c"].Start();
        story.Await(() => story.IsAtRest() && story.Loads()[2] == 2, 10, "c has its share");
        Assert.InRange(story.LongestGapMs, 0, MoveMs);
        story.Ends();
    }

    [Fact]
    public void A_host_that_restarts_at_once_is_never_doubled()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Crash();
        story.Passes(0.02);
        story.Cluster["b"].Start();
        story.Await(story.IsAtRest, 5, "b is back");
        story.Ends();
        Assert.Equal([2, 2, 2], story.Loads());
    }

    [Fact]
    public void A_host_whose_clock_went_back_takes_an_incarnation_above_the_known_one()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Crash();
        story.Passes(2);
        story.Cluster["b"].Start(clockWentBack: true);
        story.Await(story.IsAtRest, 10, "b is back");
        story.Ends();
    }

    [Fact]
    public void The_last_of_two_covers_everything_when_the_other_dies()
    {
        var story = Story.Booted(2, 4);
        var kept = story.HeldBy("a");
        story.Cluster["b"].PowerOff();
        story.Await(() => story.Loads()[0] == 4, 2, "a has all");
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + TakeOverMs + MoveMs);
        Assert.All(kept, vip => Assert.Equal(0, story.GapMs(vip)));
        story.Ends();
    }

    [Fact]
    public void The_last_of_two_covers_everything_when_the_daemon_of_the_other_is_killed()
    {
        var story = Story.Booted(2, 4);
        var kept = story.HeldBy("a");
        story.Cluster["b"].Crash();
        story.Await(() => story.Loads()[0] == 4, 3, "a has all");
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + TakeOverMs + MoveMs);
        Assert.All(kept, vip => Assert.Equal(0, story.GapMs(vip)));
        story.Ends();
    }

    [Fact]
    public void Two_hosts_crash_together_and_the_third_takes_all()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["a"].PowerOff();
        story.Passes(0.1);
        story.Cluster["b"].PowerOff();
        story.Await(() => story.Loads()[2] == 6, 2, "c has all");
        story.Ends();
    }

    [Fact]
    public void A_stopped_process_resumes_after_three_seconds_and_is_not_a_duplicate()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Stop();
        story.Await(story.IsCovered, 1, "its addresses are taken");
        story.Passes(3);
        Assert.Empty(story.HeldBy("b"));
        story.Cluster["b"].Continue();
        story.Await(() => story.IsAtRest() && story.Loads()[1] == 2, 10, "b is a member again");
        story.Ends();
    }

    [Fact]
    public void A_hiccup_shorter_than_the_lease_is_not_noticed_by_anybody()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Stop();
        story.Passes(0.15);
        story.Cluster["b"].Continue();
        story.Passes(5);
        Assert.Equal(0, story.LongestGapMs);
        Assert.Equal(0, story.ViewsInstalled);
        story.Ends();
    }

    [Fact]
    public void A_rolling_restart_costs_a_move_each()
    {
        var story = Story.Booted(3, 6);
        foreach (var name in new[] { "a", "b", "c" })
        {
            story.Cluster[name].Leave();
            story.Await(() => story.Cluster[name].State == HostState.WithoutDaemon, 6, "it ends");
            story.Cluster[name].Start();
            story.Await(story.IsAtRest, 5, $"{name} is back");
            story.Passes(3);
        }

        Assert.InRange(story.LongestGapMs, 0, MoveMs);
        story.Ends();
        Assert.Equal([2, 2, 2], story.Loads());
    }
}
