using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class EchoMessageTests
{
    [Fact]
    public void Request_of_IPv4_carries_its_checksum() =>
        Assert.Equal("0800" + "A4CC" + "7761" + "0102" + "00000003" + "7761636B",
            Written(isV6: false));

    [Fact]
    public void Request_of_IPv6_leaves_the_checksum_to_the_kernel() =>
        Assert.Equal("8000" + "0000" + "7761" + "0102" + "00000003" + "7761636B",
            Written(isV6: true));

    [Theory]
    [InlineData("0000" + "0000" + "7761" + "0102" + "00000003" + "7761636B", false, 3)]
    [InlineData("8100" + "0000" + "7761" + "0102" + "00000003" + "7761636B", true, 3)]
    [InlineData("8100" + "0000" + "7761" + "0102" + "00000003" + "7761636B", false, -1)]
    [InlineData("0000" + "0000" + "7761" + "0102" + "00000003" + "00000000", false, -1)]
    [InlineData("0000" + "0000", false, -1)]
    public void Reply_names_the_target_of_our_own_requests_alone(
        string message, bool isV6, int expected) =>
        Assert.Equal(expected, EchoMessage.ReadReply(Convert.FromHexString(message), isV6));

    [Theory]
    [InlineData("", 0)]
    [InlineData("45", 0)]
    [InlineData("4500000000000000000000000000000000000000AABB", 2)]
    public void Header_is_taken_off_by_its_own_length(string packet, int left) =>
        Assert.Equal(left, EchoMessage.WithoutHeader(Convert.FromHexString(packet)).Length);

    private static string Written(bool isV6)
    {
        var message = new byte[EchoMessage.Length];
        EchoMessage.WriteRequest(message, isV6, target: 3, sequence: 0x0102);
        return Convert.ToHexString(message);
    }
}
