using Wackamole.Core.Allocation;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Allocation;

/// <summary>How long a host holds off from what it could not add.</summary>
public sealed class BackOffsTests
{
    private static readonly IpAddress Head = IpAddress.V4(0x0a00_0001);

    private readonly BackOffs _backOffs = new();
    private Instant _now = new(1_000_000_000);

    [Fact]
    public void Each_failure_in_a_row_holds_off_for_twice_as_long_up_to_a_minute()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(0, 8).Select(_ => Fail()));
    }

    [Fact]
    public void An_addition_that_does_not_last_makes_the_next_failure_no_first_one()
    {
        Fail();
        Fail();
        _backOffs.Succeeded(Head, _now);
        _now += TimeSpan.FromSeconds(59);
        Assert.Equal(4, Fail());
    }

    [Fact]
    public void An_addition_that_has_lasted_for_a_minute_makes_the_next_failure_a_first_one()
    {
        Fail();
        Fail();
        _backOffs.Succeeded(Head, _now);
        _now += TimeSpan.FromSeconds(61);
        Assert.Equal(1, Fail());
    }

    // In seconds; they have passed afterwards.
    private int Fail()
    {
        _backOffs.Failed(Head, "simulated", _now);
        Assert.NotNull(_backOffs.Reason(Head));
        var holdsOff = _backOffs.Next - _now;
        _now += holdsOff;
        var over = new List<IpAddress>();
        _backOffs.End(_now, over);
        Assert.Equal([Head], over);
        Assert.Null(_backOffs.Reason(Head));
        return (int)holdsOff.TotalSeconds;
    }
}
