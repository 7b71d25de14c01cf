using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class InterruptionTests
{
    [Fact]
    public void Gaps_of_what_moved_and_of_what_did_not_are_told_apart()
    {
        var seen = From(
            Address("a", gapMs: 402, gapBeginMs: 5, before: "x", after: "y"),
            Address("b", gapMs: 390, gapBeginMs: 30, before: "x", after: "y"),
            Address("c", gapMs: 12, gapBeginMs: 100, before: "z", after: "z"));
        Assert.Equal(2, seen.Moved);
        Assert.Equal(402, seen.MovedGapMs);
        Assert.Equal(12, seen.UnmovedGapMs);
        Assert.Equal(30 + 390 - 30, seen.AllAnsweredMs);
        Assert.Equal(0, seen.Silent);
    }

    [Fact]
    public void Nothing_moved_leaves_no_gap_of_what_moved()
    {
        var seen = From(Address("a", gapMs: 2, gapBeginMs: 5, before: "x", after: "x"));
        Assert.Equal(0, seen.Moved);
        Assert.Null(seen.MovedGapMs);
        Assert.Null(seen.AllAnsweredMs);
    }

    [Fact]
    public void Duplicates_are_summed_and_the_longest_of_them_is_kept()
    {
        var seen = From(
            Address("a", gapMs: 1, gapBeginMs: 0, before: "x", after: "x") with
            {
                DuplicateRounds = 3,
                DuplicateMs = 7,
            },
            Address("b", gapMs: 1, gapBeginMs: 0, before: "x", after: "x") with
            {
                DuplicateRounds = 2,
                DuplicateMs = 9,
            });
        Assert.Equal(5, seen.DuplicateRounds);
        Assert.Equal(9, seen.DuplicateMs);
    }

    [Fact]
    public void Address_that_does_not_answer_any_more_is_counted_as_silent()
    {
        var seen = From(
            Address("a", gapMs: 500, gapBeginMs: 0, before: "x", after: "x") with { Open = true },
            Address("b", gapMs: 2, gapBeginMs: 0, before: "x", after: "x") with { Open = true });
        Assert.Equal(1, seen.Silent);
    }

    private static Interruption From(params AddressObservation[] addresses) =>
        Interruption.From("event", new Observation(1, 1, 0, true, addresses));

    private static AddressObservation Address(
        string name, double gapMs, double gapBeginMs, string? before, string? after) =>
        new(name, gapMs, gapBeginMs, false, 0, 100, before, after, 0, 0);
}
