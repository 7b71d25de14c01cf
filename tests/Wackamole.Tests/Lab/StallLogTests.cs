using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class StallLogTests
{
    [Fact]
    public void Overlap_is_what_of_a_gap_the_observer_did_not_see()
    {
        var log = Log((10, 20), (50, 70), (90, 95));
        Assert.Equal(0, log.Overlap(20, 50));
        Assert.Equal(10 + 20 + 5, log.Overlap(0, 100));
        Assert.Equal(5 + 10, log.Overlap(15, 60));
    }

    [Fact]
    public void Longest_is_the_longest_single_stall_and_only_its_part_inside()
    {
        var log = Log((10, 20), (50, 70), (90, 95));
        Assert.Equal(20, log.Longest(0, 100));
        Assert.Equal(10, log.Longest(0, 60));
        Assert.Equal(0, log.Longest(71, 89));
    }

    private static StallLog Log(params (long From, long To)[] stalls)
    {
        var log = new StallLog();
        foreach (var (from, to) in stalls)
        {
            log.Add(from, to);
        }

        return log;
    }
}
