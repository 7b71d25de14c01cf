using Wackamole.Lab.Engines;
using Wackamole.Lab.FaultMatrix;
using Xunit;

namespace Wackamole.Tests.Lab;

/// <summary>Every expectation can be missed: T is 400 ms here.</summary>
public sealed class JudgementTests
{
    [Fact]
    public void Take_over_within_the_detection_time_and_its_margin_is_kept() =>
        Assert.Empty(Seen(Expectation.TakeOver, movedGapMs: 550).Misses);

    [Fact]
    public void Take_over_that_is_later_is_missed_and_may_be_a_stall() =>
        Assert.True(Assert.Single(Seen(Expectation.TakeOver, movedGapMs: 570).Misses).MayBeStall);

    [Fact]
    public void Take_over_later_by_another_detection_time_is_no_stall_unless_one_was_seen()
    {
        var seen = Seen(Expectation.TakeOver, movedGapMs: 960);
        Assert.False(Assert.Single(seen.Misses).MayBeStall);
        Assert.True(Assert.Single((seen with { StallMs = 201 }).Misses).MayBeStall);
    }

    [Fact]
    public void Gap_of_an_address_that_did_not_move_is_judged_by_itself() =>
        Assert.Single(Seen(Expectation.TakeOver, movedGapMs: 400, othersGapMs: 70).Misses);

    [Fact]
    public void Stall_of_the_observer_is_no_gap_of_anybody() =>
        Assert.Empty((Seen(Expectation.Smooth, movedGapMs: 90, othersGapMs: 80) with
        {
            StallMs = 30,
        }).Misses);

    [Fact]
    public void Needless_move_is_missed_and_nothing_explains_it() =>
        Assert.False(Assert.Single((Seen(Expectation.Smooth, movedGapMs: 1) with
        {
            NeedlessMoves = 1,
        }).Misses).MayBeStall);

    [Fact]
    public void Needless_move_beside_a_stall_of_half_the_detection_time_is_played_again() =>
        Assert.True(Assert.Single((Seen(Expectation.Smooth, movedGapMs: 1) with
        {
            NeedlessMoves = 1,
            StallMs = 201,
        }).Misses).MayBeStall);

    [Fact]
    public void Slow_return_to_a_steady_state_is_missed() =>
        Assert.Single((Seen(Expectation.TakeOver, movedGapMs: 1) with
        {
            SteadyMs = 3 * 400 + 151,
        }).Misses);

    [Fact]
    public void Time_that_the_fault_itself_took_is_allowed_where_the_case_says_so()
    {
        var expected = Expectation.TakeOver with { ActCounts = true };
        var seen = Seen(expected, movedGapMs: 700) with { ActMs = 200 };
        Assert.Empty(seen.Misses);
        Assert.Single((seen with { ActMs = 100 }).Misses);
    }

    [Theory]
    [InlineData(true, 1, true)]
    [InlineData(false, 6900, false)]
    [InlineData(false, 7100, true)]
    public void Duplicate_of_a_killed_daemon_ends_with_its_lifetime_or_never_begins(
        bool fenced, double duplicateMs, bool missed)
    {
        var expected = Expectation.TakeOver with { Doubled = DuplicateLimit.NoneWhereFenced };
        var seen = Doubled(expected, duplicateMs) with { Fenced = fenced };
        Assert.Equal(missed, seen.Misses.Any());
        Assert.All(seen.Misses, miss => Assert.False(miss.MayBeStall));
    }

    [Fact]
    public void Duplicate_where_none_may_be_is_missed_whatever_the_stall() =>
        Assert.Single((Doubled(Expectation.TakeOver, 0) with { StallMs = 1000 }).Misses);

    [Fact]
    public void Duplicate_that_may_last_as_long_as_the_fault_is_kept() => Assert.Empty(
        Doubled(Expectation.TakeOver with { Doubled = DuplicateLimit.Any }, 60_000).Misses);

    private static PhaseResult Doubled(Expectation expected, double duplicateMs) =>
        Seen(expected, movedGapMs: 1) with { DuplicateRounds = 1, DuplicateMs = duplicateMs };

    private static PhaseResult Seen(
        Expectation expected, double movedGapMs, double othersGapMs = 1) => new()
        {
            Case = "case",
            Phase = new Phase("phase", expected, () => { }),
            Hosts = 3,
            Times = LabEngines.Mesh.Times,
            Fenced = true,
            Moved = 1,
            MovedGapMs = movedGapMs,
            OthersGapMs = othersGapMs,
            StallMs = 0,
            DuplicateRounds = 0,
            DuplicateMs = 0,
            NeedlessMoves = 0,
            ActMs = 0,
            SteadyMs = 0,
        };
}
