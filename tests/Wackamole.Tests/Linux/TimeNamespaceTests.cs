using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

public sealed class TimeNamespaceTests
{
    [Theory]
    [InlineData("monotonic           0         0\nboottime            0         0\n", false)]
    [InlineData("monotonic        3600         0\nboottime            0         0\n", false)]
    [InlineData("monotonic           0         0\nboottime         3600         0\n", true)]
    [InlineData("monotonic           0         0\nboottime           -1 999999999\n", true)]
    [InlineData("monotonic           0         0\nboottime            ?         0\n", true)]
    [InlineData("", false)]
    public void Boot_clock_of_its_own_is_recognised(string offsets, bool shifted) =>
        Assert.Equal(shifted, TimeNamespace.IsShifted(offsets));

    [Fact]
    public void This_process_has_the_kernels_own_clock() =>
        Assert.False(TimeNamespace.HasOwnBootClock);
}
