using Wackamole.Lab.Network;
using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class StationLogTests
{
    private static readonly StationAddress First = new(1);
    private static readonly StationAddress Second = new(2);

    [Fact]
    public void At_a_moment_is_who_had_answered_last()
    {
        var log = new StationLog(4);
        log.Note(10, First);
        log.Note(20, First);
        log.Note(30, Second);
        Assert.Null(log.At(9));
        Assert.Equal(First, log.At(10));
        Assert.Equal(First, log.At(29));
        Assert.Equal(Second, log.At(30));
        Assert.Equal(Second, log.At(1000));
    }

    [Fact]
    public void At_a_moment_that_is_forgotten_is_nobody()
    {
        var log = new StationLog(4);
        for (var time = 1; time <= 5; time++)
        {
            log.Note(time, time % 2 == 0 ? First : Second);
        }

        Assert.Null(log.At(1));
        Assert.Equal(First, log.At(2));
    }

    [Fact]
    public void Changes_count_from_the_window_alone_and_not_the_first_answer_ever()
    {
        var log = new StationLog(8);
        log.Note(10, First);
        log.Note(20, Second);
        log.Note(30, First);
        Assert.Equal(2, log.Changes(0, 100));
        Assert.Equal(1, log.Changes(20, 100));
        Assert.Equal(1, log.Changes(0, 29));
        Assert.Equal(0, log.Changes(30, 100));
    }
}
