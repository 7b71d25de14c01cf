using Wackamole.Lab.Bench;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class SummaryTests
{
    [Fact]
    public void Median_of_an_odd_number_of_samples_is_the_middle_one()
    {
        var summary = Summary.Of([Quiet(5), Quiet(1), Quiet(400)]);
        Assert.Equal((1, 5, 400), (summary.Minimum, summary.Median, summary.Maximum));
    }

    [Fact]
    public void Median_of_an_even_number_of_samples_lies_between_the_middle_ones() =>
        Assert.Equal(3.5, Summary.Of([Quiet(5), Quiet(1), Quiet(2), Quiet(400)]).Median);

    [Fact]
    public void Runs_in_which_the_machine_stalled_are_counted_and_their_worst_is_shown()
    {
        var summary = Summary.Of(
        [
            new Sample(1, UnmovedGapMs: 2, StallMs: 0, DuplicateRounds: 1),
            new Sample(1, UnmovedGapMs: 25, StallMs: 0, DuplicateRounds: 2),
            new Sample(1, UnmovedGapMs: null, StallMs: 12, DuplicateRounds: 0),
        ]);
        Assert.Equal(2, summary.Disturbed);
        Assert.Equal(25, summary.UnmovedMaximumMs);
        Assert.Equal(12, summary.StallMaximumMs);
        Assert.Equal(3, summary.DuplicateRounds);
        Assert.Equal(3, summary.Samples);
    }

    private static Sample Quiet(double value) => new(value, 1, 0, 0);
}
