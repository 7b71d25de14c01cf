using Wackamole.Core.Values;
using Wackamole.Lab.Network;
using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class NeighbourFrameTests
{
    private const string ArpRequest =
        "FFFFFFFFFFFF" + "0E7761636B05" + "0806"
        + "0001" + "0800" + "06" + "04" + "0001"
        + "0E7761636B05" + "00000000" + "000000000000" + "0A4D0101";

    private const string ArpReply =
        "0E7761636B05" + "020000770001" + "0806"
        + "0001" + "0800" + "06" + "04" + "0002"
        + "020000770001" + "0A4D0101" + "0E7761636B05" + "00000000";

    private const string Solicitation =
        "3333FF010001" + "0E7761636B05" + "86DD"
        + "60000000" + "0020" + "3A" + "FF"
        + "FE800000000000000000000000770005" + "FF0200000000000000000001FF010001"
        + "87" + "00" + "A246" + "00000000"
        + "FD770000000000000000000000010001" + "01" + "01" + "0E7761636B05";

    private const string Advertisement =
        "0E7761636B05" + "020000770001" + "86DD"
        + "60000000" + "0020" + "3A" + "FF"
        + "FD770000000000000000000000010001" + "FE800000000000000000000000770005"
        + "88" + "00" + "0000" + "60000000"
        + "FD770000000000000000000000010001" + "02" + "01" + "020000770001";

    private static readonly IpAddress Address4 = AddressPlan.Virtual(1);
    private static readonly IpAddress Address6 = AddressPlan.VirtualV6(1);

    [Fact]
    public void Question_for_an_IPv4_address_is_an_ARP_request_without_a_sender_address() =>
        Assert.Equal(ArpRequest, Written(Address4));

    [Fact]
    public void Question_for_an_IPv6_address_is_a_solicitation_to_the_addresses_group() =>
        Assert.Equal(Solicitation, Written(Address6));

    [Theory]
    [InlineData(ArpReply, "10.77.1.1")]
    [InlineData(Advertisement, "fd77::1:1")]
    public void Answer_names_its_question_its_address_and_its_station(string frame, string address)
    {
        Assert.True(NeighbourFrame.ReadReply(
            Convert.FromHexString(frame), out var number, out var answered, out var station));
        Assert.Equal(5, number);
        Assert.Equal(address, answered.ToString());
        Assert.Equal("02:00:00:77:00:01", station.ToString());
    }

    [Theory]
    [InlineData(ArpRequest)]
    [InlineData(Solicitation)]
    [InlineData("")]
    public void Other_frames_are_no_answers(string frame) => Assert.False(
        NeighbourFrame.ReadReply(Convert.FromHexString(frame), out _, out _, out _));

    [Theory]
    [InlineData(ArpReply)]
    [InlineData(Advertisement)]
    public void Answers_that_are_cut_short_or_garbled_are_read_without_a_fault(string whole)
    {
        var frame = Convert.FromHexString(whole);
        for (var length = 0; length < frame.Length; length++)
        {
            NeighbourFrame.ReadReply(frame.AsSpan(0, length), out _, out _, out _);
        }

        for (var index = 0; index < frame.Length; index++)
        {
            frame[index] ^= 0xff;
            NeighbourFrame.ReadReply(frame, out _, out _, out _);
            frame[index] ^= 0xff;
        }
    }

    private static string Written(IpAddress address)
    {
        var frame = new byte[NeighbourFrame.MaximumLength];
        var length = NeighbourFrame.WriteRequest(frame, address, 5);
        return Convert.ToHexString(frame.AsSpan(0, length));
    }
}
