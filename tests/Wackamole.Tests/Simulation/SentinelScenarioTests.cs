using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Daemons that are killed while their hosts live, told as prose.</summary>
public sealed class SentinelScenarioTests
{
    /// <summary>What is promised for a killed daemon whose host lives.</summary>
    private const double PromisedMs = 20;

    private const double DetectionMs = 400;

    /// <summary>A proposal is repeated after a quarter of the heartbeat of 50 ms.</summary>
    private const double BeforeAnyRepeatMs = 12;

    private const long NoticedNs = Span.Millisecond;

    [Fact]
    public void Killed_daemon_is_replaced_within_milliseconds_and_nothing_else_moves()
    {
        var story = Story.Booted(3, 6);
        var before = story.Holders();
        var lost = story.HeldBy("b");
        story.Cluster["b"].CrashWithWord(NoticedNs);
        story.Await(() => story.HeldBy("b").Length == 0 && story.IsCovered(), 0.1,
            "the survivors take over");
        var after = story.Holders();
        Assert.All(Enumerable.Range(0, before.Length).Except(lost),
            vip => Assert.Equal(before[vip], after[vip]));
        story.Passes(5);
        Assert.InRange(story.LongestGapMs, 0, PromisedMs);
        story.Ends();
    }

    [Fact]
    public void Killed_coordinator_is_replaced_within_milliseconds()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["a"].CrashWithWord(NoticedNs);
        story.Await(() => story.HeldBy("a").Length == 0 && story.IsCovered(), 0.1,
            "the survivors take over");
        Assert.InRange(story.LongestGapMs, 0, BeforeAnyRepeatMs);
        story.Ends();
    }

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void Killed_daemon_is_replaced_as_fast_where_T_is_short(string killed)
    {
        var story = Story.Booted(Story.Plain(3, 6) with
        {
            Timing = Timing.From(
                TimeSpan.FromMilliseconds(64), TimeSpan.FromMilliseconds(8), null),
        });
        story.Cluster[killed].CrashWithWord(NoticedNs);
        story.Await(() => story.HeldBy(killed).Length == 0 && story.IsCovered(), 0.1,
            "the survivors take over");
        Assert.InRange(story.LongestGapMs, 0, BeforeAnyRepeatMs);
        story.Ends();
    }

    [Fact]
    public void Killed_daemon_that_only_one_survivor_hears_of_is_replaced_within_T()
    {
        var story = Story.Booted(3, 6);
        story.DropPackets("b", "c");
        story.Cluster["b"].CrashWithWord(NoticedNs);
        story.Await(() => story.HeldBy("b").Length == 0 && story.IsCovered(), 1,
            "the survivors take over");
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + PromisedMs);
        story.Ends();
    }

    [Fact]
    public void Daemon_and_sentinel_killed_together_are_waited_for_as_after_any_loss()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].Crash();
        story.Await(() => story.HeldBy("b").Length == 0 && story.IsCovered(), 1,
            "the survivors take over");
        Assert.InRange(story.LongestGapMs, PromisedMs, DetectionMs + PromisedMs);
        story.Ends();
    }

    [Fact]
    public void Word_that_somebody_repeats_does_no_harm_to_the_next_run()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].CrashWithWord(NoticedNs, replayAfterNs: 12 * Span.Second);
        story.Await(story.IsCovered, 0.1, "the survivors take over");
        story.Cluster["b"].Start();
        story.Await(() => story.IsAtRest() && story.HeldBy("b").Length == 2, 11.5,
            "it has its share again");
        story.Watch();
        story.Passes(5);
        Assert.Equal(0, story.ViewsInstalled);
        Assert.Equal(0, story.LongestGapMs);
        story.Ends();
    }

    [Fact]
    public void Daemon_killed_during_a_view_change_is_replaced_without_two_holders()
    {
        var story = Story.Booted(4, 8);
        story.Cluster["b"].Leave();
        story.Passes(0.001);
        story.Cluster["c"].CrashWithWord(NoticedNs);
        story.Await(() => story.HeldBy("b").Length + story.HeldBy("c").Length == 0
            && story.IsCovered(), 1, "the survivors take over");
        Assert.InRange(story.LongestGapMs, 0, DetectionMs + PromisedMs);
        story.Ends();
    }

    [Fact]
    public void Word_said_before_the_addresses_are_gone_is_found()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["b"].CrashWithEarlyWord();
        var broken = Assert.Throws<InvariantBrokenException>(() => story.Passes(1));
        Assert.StartsWith("I6", broken.Message, StringComparison.Ordinal);
    }
}
