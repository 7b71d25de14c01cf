using System.Text;
using Spread.Client;
using Spread.Client.Wire;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>What a client sends, byte by byte as captured from the wire.</summary>
public sealed class SendBytesTests
{
    private const string Alice = "#alice#n1";

    [Fact]
    public void Connect_record_names_version_flags_and_name() => Assert.Equal(
        Hex.Bytes("05 00 01 01 05 61 6c 69 63 65"),
        Handshake.ConnectRecord(new SpreadConnectionOptions { Name = "alice" }));

    [Fact]
    public void Connect_record_without_name_and_membership_is_five_bytes() => Assert.Equal(
        Hex.Bytes("05 00 01 00 00"),
        Handshake.ConnectRecord(new SpreadConnectionOptions { WantsMembership = false }));

    [Fact]
    public void Methods_record_has_three_slots_whatever_is_used()
    {
        Assert.Equal(Hex.Bytes("4e 55 4c 4c 00×86"),
            Handshake.MethodsRecord([AuthenticationMethod.Null]));
        Assert.Equal(Hex.Bytes("49 50 00×28 4e 55 4c 4c 00×56"),
            Handshake.MethodsRecord([AuthenticationMethod.Ip, AuthenticationMethod.Null]));
    }

    [Fact]
    public void Join_names_the_session_and_one_group() => Assert.Equal(
        Hex.Bytes("""
            80 00 01 80  23 61 6c 69 63 65 23 6e 31 00×23  01 00 00 00  80 00 00 80  00 00 00 00
            63 68 61 74 00×28
            """),
        FrameEncoder.Request(FrameBits.JoinRequest, Alice, "chat"));

    [Fact]
    public void Leave_differs_from_join_in_its_bit_alone() => Assert.Equal(
        Hex.Bytes("""
            80 00 02 80  23 61 6c 69 63 65 23 6e 31 00×23  01 00 00 00  80 00 00 80  00 00 00 00
            63 68 61 74 00×28
            """),
        FrameEncoder.Request(FrameBits.LeaveRequest, Alice, "chat"));

    [Fact]
    public void Disconnect_names_the_session_twice() => Assert.Equal(
        Hex.Bytes("""
            80 00 04 80  23 7a 6f 65 23 6e 31 00×25  01 00 00 00  80 00 00 80  00 00 00 00
            23 7a 6f 65 23 6e 31 00×25
            """),
        FrameEncoder.Request(FrameBits.DisconnectRequest, "#zoe#n1", "#zoe#n1"));

    [Fact]
    public void Multicast_carries_service_number_groups_and_data() => Assert.Equal(
        Hex.Bytes("""
            90 00 00 80  23 61 6c 69 63 65 23 6e 31 00×23  01 00 00 00  80 07 00 80  05 00 00 00
            63 68 61 74 00×28  68 65 6c 6c 6f
            """),
        FrameEncoder.Multicast(
            ServiceType.Agreed, false, Alice, ["chat"], 7, Encoding.ASCII.GetBytes("hello")));

    [Fact]
    public void Self_discard_is_one_more_bit() => Assert.Equal(
        Hex.Bytes("e0 00 00 80"),
        FrameEncoder.Multicast(ServiceType.Safe, true, Alice, ["chat"], 0, [])[..4]);

    [Theory]
    [InlineData(0, "80 00 00 80")]
    [InlineData(7, "80 07 00 80")]
    [InlineData(0x1234, "80 34 12 80")]
    [InlineData(-1, "80 ff ff 80")]
    public void Message_type_stands_in_the_middle_of_its_field(short number, string expected)
    {
        var field = new byte[4];
        MessageHint.Write(field, number, bigEndian: false);
        Assert.Equal(Hex.Bytes(expected), field);
        Assert.True(MessageHint.TryRead(field, out var read, out var bigEndian));
        Assert.Equal((number, false), (read, bigEndian));
    }
}
