using Wackatrl.Rendering;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Rendering;

public sealed class DurationTextTests
{
    [Theory]
    [InlineData(0.0, "0ms")]
    [InlineData(-1.0, "0ms")]
    [InlineData(0.0321, "32ms")]
    [InlineData(0.9994, "999ms")]
    [InlineData(0.9996, "1.0s")]
    [InlineData(9.94, "9.9s")]
    [InlineData(9.96, "9s")]
    [InlineData(59.9, "59s")]
    [InlineData(192.0, "3m12s")]
    [InlineData(7530.0, "2h05m")]
    [InlineData(1_047_600.0, "12d03h")]
    [InlineData(9e9, "-")]
    [InlineData(double.NaN, "-")]
    [InlineData(null, "-")]
    public void Duration_is_shown_in_its_two_greatest_units(double? seconds, string expected) =>
        Assert.Equal(expected, DurationText.Of(seconds));
}
