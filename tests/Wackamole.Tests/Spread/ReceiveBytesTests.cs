using System.Text;
using Spread.Client;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>What a daemon sends, byte by byte as captured, and what it means.</summary>
public sealed class ReceiveBytesTests
{
    // A view of three after a merge, as m1 and m2 got it; m3 got it with its own set's offset.
    private const string Merge = """
        80 18 00 80   67 00×31   03 00 00 00   80 00 00 80   7c 00 00 00
        23 6d 31 23 6e 31 00×26   23 6d 32 23 6e 32 00×26   23 6d 33 23 6e 33 00×26
        e7 16 78 4a  98 08 02 6b  01 00 00 00
        02 00 00 00  {0} 00 00 00
        01 00 00 00  23 6d 33 23 6e 33 00×26
        02 00 00 00  23 6d 31 23 6e 31 00×26  23 6d 32 23 6e 32 00×26
        """;

    [Fact]
    public void Message_comes_as_it_was_sent()
    {
        var message = Reading.Read<RegularMessage>(Hex.Bytes("""
            90 00 00 80  23 61 6c 69 63 65 23 6e 31 00×23  01 00 00 00  80 07 00 80  05 00 00 00
            63 68 61 74 00×28  68 65 6c 6c 6f
            """));
        Assert.Equal(ServiceType.Agreed, message.Service);
        Assert.Equal("#alice#n1", message.Sender);
        Assert.Equal(["chat"], message.Groups);
        Assert.Equal(7, message.MessageType);
        Assert.Equal("hello", Encoding.ASCII.GetString(message.Data.Span));
        Assert.False(message.SelfDiscard);
        Assert.Equal(!BitConverter.IsLittleEndian, message.EndianMismatch);
    }

    [Fact]
    public void Message_of_a_big_endian_client_keeps_its_own_mark()
    {
        var message = Reading.Read<RegularMessage>(Hex.Bytes("""
            90 00 00 80  23 62 6f 62 23 6e 32 00×25  01 00 00 00  00 01 02 00  02 00 00 00
            63 68 61 74 00×28  42 45
            """));
        Assert.Equal("#bob#n2", message.Sender);
        Assert.Equal(0x0102, message.MessageType);
        Assert.True(message.IsBigEndian);
        Assert.Equal(BitConverter.IsLittleEndian, message.EndianMismatch);
        Assert.Equal(2, message.Data.Length);
    }

    [Fact]
    public void Message_from_a_big_endian_daemon_reads_alike()
    {
        var message = Reading.Read<RegularMessage>(Hex.Bytes("""
            00 00 00 50  23 62 6f 62 23 6e 32 00×25  00 00 00 01  80 07 00 80  00 00 00 02
            63 68 61 74 00×28  42 45
            """));
        Assert.Equal(ServiceType.Agreed, message.Service);
        Assert.True(message.SelfDiscard);
        Assert.Equal(7, message.MessageType);
        Assert.False(message.IsBigEndian);
        Assert.Equal(["chat"], message.Groups);
    }

    [Fact]
    public void Join_lists_all_members_and_who_came()
    {
        var view = Reading.Read<MembershipMessage>(Hex.Bytes("""
            80 11 00 80  63 68 61 74 00×28  02 00 00 00   80 00 00 80   38 00 00 00
            23 61 6c 69 63 65 23 6e 31 00×23
            23 62 6f 62 23 6e 32 00×25
            e7 16 78 4a  5f 07 02 6b  02 00 00 00
            01 00 00 00  00 00 00 00
            01 00 00 00  23 62 6f 62 23 6e 32 00×25
            """));
        Assert.Equal(("chat", MembershipCause.Join, "#bob#n2"),
            (view.Group, view.Cause, view.Changed));
        Assert.Equal(["#alice#n1", "#bob#n2"], view.Members);
        Assert.Equal(new GroupId(0x4a7816e7, 0x6b02075f, 2), view.Id);
        Assert.Equal("4a7816e7.6b02075f.2", view.Id.ToString());
        Assert.Empty(view.CameAlong);
    }

    [Theory]
    [InlineData("12", MembershipCause.Leave)]
    [InlineData("14", MembershipCause.Disconnect)]
    public void Departure_names_who_is_gone(string bits, MembershipCause cause)
    {
        var view = Reading.Read<MembershipMessage>(Hex.Bytes($"""
            80 {bits} 00 80  63 68 61 74 00×28  01 00 00 00   80 00 00 80   38 00 00 00
            23 61 6c 69 63 65 23 6e 31 00×23
            e7 16 78 4a  5f 07 02 6b  03 00 00 00
            01 00 00 00  00 00 00 00
            01 00 00 00  23 62 6f 62 23 6e 32 00×25
            """));
        Assert.Equal((cause, "#bob#n2"), (view.Cause, view.Changed));
        Assert.Equal(["#alice#n1"], view.Members);
    }

    [Theory]
    [InlineData("24", new[] { "#m1#n1", "#m2#n2" })]
    [InlineData("00", new[] { "#m3#n3" })]
    public void Merge_says_who_came_from_the_same_view(string offset, string[] cameAlong)
    {
        var view = Reading.Read<MembershipMessage>(Hex.Bytes(
            Merge.Replace("{0}", offset, StringComparison.Ordinal)));
        Assert.Equal((MembershipCause.Network, null), (view.Cause, view.Changed));
        Assert.Equal(["#m1#n1", "#m2#n2", "#m3#n3"], view.Members);
        Assert.Equal(2, view.Sets.Length);
        Assert.Equal(cameAlong, view.CameAlong);
    }

    [Fact]
    public void Transitional_names_the_view_that_ends()
    {
        var transitional = Reading.Read<TransitionalMessage>(Hex.Bytes("""
            80 20 00 80   67 00×31   00 00 00 00   80 00 00 80   0c 00 00 00
            e7 16 78 4a 56 09 02 6b 03 00 00 00
            """));
        Assert.Equal(("g", new GroupId(0x4a7816e7, 0x6b020956, 3)),
            (transitional.Group, transitional.Id));
    }

    [Fact]
    public void Own_leave_names_the_group() => Assert.Equal("chat",
        Reading.Read<SelfLeaveMessage>(Hex.Bytes(
            "80 02 00 80   63 68 61 74 00×28   00 00 00 00   80 00 00 80   00 00 00 00")).Group);

    [Fact]
    public void Rejected_request_carries_its_first_type_before_the_groups()
    {
        var rejected = Reading.Read<RejectedMessage>(Hex.Bytes("""
            c0 00 40 80  23 61 23 6e 31 00×27  02 00 00 00  80 07 00 80  01 00 00 00
            10 00 00 00  63 68 61 74 00×28  23 61 23 6e 31 00×27  2a
            """));
        Assert.Equal(0x10u, rejected.OriginalType);
        Assert.Equal(["chat", "#a#n1"], rejected.Groups);
        Assert.Equal((byte)0x2a, rejected.Data.Span[0]);
        Assert.True(rejected.SelfDiscard);
        Assert.Equal(7, rejected.MessageType);
    }

    [Fact]
    public void Bytes_after_a_name_s_end_are_nobody_s() => Assert.Equal("chat",
        Reading.Read<SelfLeaveMessage>(Hex.Bytes(
            "80 02 00 80 63 68 61 74 00 ff×27 00 00 00 00 80 00 00 80 00 00 00 00")).Group);
}
