using Wackamole.Core.Announcements;
using Xunit;

namespace Wackamole.Tests.Announcements;

public sealed class InternetChecksumTests
{
    [Theory]
    [InlineData("0001f203f4f5f6f7", 0x220d)] // the example of RFC 1071, 3
    [InlineData("", 0xffff)]
    [InlineData("01", 0xfeff)] // an odd byte counts as if a zero followed
    [InlineData("ffff", 0x0000)]
    [InlineData("ffff0001", 0xfffe)] // the carry comes back at the low end
    public void It_is_the_complement_of_the_ones_complement_sum(string hex, int expected) =>
        Assert.Equal(expected, InternetChecksum.Of(Convert.FromHexString(hex)));
}
