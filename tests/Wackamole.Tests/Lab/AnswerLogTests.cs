using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class AnswerLogTests
{
    [Fact]
    public void Longest_gap_is_from_the_answer_before_it_to_the_answer_after_it() =>
        Assert.Equal(new Gap(30, 80, false), Log(10, 20, 30, 80, 90).Longest(25, 95));

    [Fact]
    public void Longest_gap_that_begins_before_the_window_and_ends_in_it_counts_whole() =>
        Assert.Equal(new Gap(30, 80, false), Log(10, 20, 30, 80, 85).Longest(50, 85));

    [Fact]
    public void Longest_gap_that_ends_after_the_window_counts_whole() =>
        Assert.Equal(new Gap(30, 80, false), Log(10, 20, 30, 80, 90).Longest(15, 40));

    [Fact]
    public void Longest_gap_outside_of_the_window_does_not_count() =>
        Assert.Equal(new Gap(80, 90, false), Log(10, 70, 80, 90, 200).Longest(81, 88));

    [Fact]
    public void Longest_gap_of_an_address_that_fell_silent_is_open_at_the_windows_end() =>
        Assert.Equal(new Gap(30, 100, true), Log(10, 20, 30).Longest(15, 100));

    [Fact]
    public void Longest_gap_of_an_address_that_never_answered_is_the_window() =>
        Assert.Equal(new Gap(15, 100, true), Log().Longest(15, 100));

    [Fact]
    public void Longest_gap_of_an_address_that_began_to_answer_begins_with_the_window() =>
        Assert.Equal(new Gap(15, 60, false), Log(60, 70, 80).Longest(15, 80));

    [Fact]
    public void Gaps_longer_than_a_length_are_all_found_and_no_others() => Assert.Equal(
        [new Gap(10, 30, false), new Gap(35, 80, false), new Gap(90, 200, true)],
        Log(10, 30, 35, 80, 90).LongerThan(10, 15, 200));

    [Fact]
    public void Log_that_is_full_forgets_the_oldest_answers_alone()
    {
        var log = Log([.. Enumerable.Range(1, 20).Select(number => number * 10L)]);
        Assert.Equal(20, log.Count);
        Assert.Equal(200, log.Last);
        Assert.Equal(8, log.Between(0, 1000));
        Assert.Equal(130, log.FirstAfter(0));
    }

    [Theory]
    [InlineData(10, 30, 2)]
    [InlineData(11, 31, 2)]
    [InlineData(0, 10, 0)]
    [InlineData(31, 99, 0)]
    public void Between_counts_from_and_with_the_first_to_and_without_the_second_moment(
        long from, long to, long expected) =>
        Assert.Equal(expected, Log(10, 20, 30).Between(from, to));

    [Fact]
    public void FirstAfter_the_last_answer_is_none() => Assert.Null(Log(10, 20).FirstAfter(21));

    private static AnswerLog Log(params long[] times)
    {
        var log = new AnswerLog(8);
        foreach (var time in times)
        {
            log.Add(time);
        }

        return log;
    }
}
