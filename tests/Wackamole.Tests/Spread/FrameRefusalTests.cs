using Spread.Client;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>Every reason for which a frame is not taken.</summary>
public sealed class FrameRefusalTests
{
    private static readonly byte[] Plain = DaemonFrames.Hint(0, false);

    private static readonly MembershipMessage View = new()
    {
        Group = "g",
        Cause = MembershipCause.Network,
        Members = ["#a#n1", "#b#n1"],
        Id = new GroupId(1, 2, 3),
        Sets = [["#a#n1"], ["#b#n1"]],
        OwnSet = 1,
    };

    [Theory]
    [InlineData(0, 0x00, FrameRefusal.IllegalMark)]
    [InlineData(3, 0x00, FrameRefusal.IllegalMark)]
    [InlineData(39, 0xff, FrameRefusal.IllegalGroupCount)]
    [InlineData(38, 0x01, FrameRefusal.IllegalGroupCount)]
    [InlineData(47, 0xff, FrameRefusal.IllegalDataLength)]
    [InlineData(46, 0x10, FrameRefusal.IllegalDataLength)]
    public void Header_that_hides_the_next_frame_ends_the_session(
        int at, byte value, FrameRefusal expected)
    {
        var frame = Regular(0x10, "g");
        frame[at] = value;
        Assert.Equal(expected, Reading.Read(frame).Fatal);
    }

    [Fact]
    public void Name_that_fills_its_field_is_refused_wherever_it_stands()
    {
        var full = new string('x', 32);
        Assert.Equal(FrameRefusal.UnterminatedName,
            Refuse(DaemonFrames.Frame(false, 0x10, full, ["g"], Plain, [], [])));
        Assert.Equal(FrameRefusal.UnterminatedName,
            Refuse(DaemonFrames.Frame(false, 0x10, "#a#n1", ["g", full], Plain, [], [])));
        Assert.Equal(FrameRefusal.UnterminatedName,
            Refuse(DaemonFrames.Encode(View with { Sets = [[full], ["#b#n1"]] }, false)));
    }

    [Theory]
    [InlineData(0x1110u)]
    [InlineData(0x1810u)]
    [InlineData(0x2010u)]
    [InlineData(0x0210u)]
    [InlineData(0x40_0010u)]
    [InlineData(0x1_0010u)]
    public void Client_s_message_that_claims_to_be_the_daemon_s_is_a_forgery(uint type)
    {
        var frame = DaemonFrames.Frame(false, type, "#evil#n1", View.Members, Plain, [],
            DaemonFrames.MembershipData(View, false));
        var refused = Reading.Read<RefusedFrame>(frame);
        Assert.Equal((FrameRefusal.ForgedByClient, type, "#evil#n1"),
            (refused.Reason, refused.Type, refused.Sender));
    }

    [Theory]
    [InlineData(0x30u)]
    [InlineData(0x00u)]
    [InlineData(0x40u)]
    [InlineData(0x1000u)]
    [InlineData(0x1300u)]
    [InlineData(0x1140u)]
    [InlineData(0x3000u)]
    [InlineData(0x40_1000u)]
    [InlineData(0x0100u)]
    public void Type_that_is_no_single_kind_is_refused(uint type) => Assert.Equal(
        FrameRefusal.IllegalType, Refuse(DaemonFrames.Frame(false, type, "g", View.Members, Plain,
            (type & 0x40_0000) != 0 ? new byte[4] : [],
            DaemonFrames.MembershipData(View, false))));

    [Theory]
    [InlineData(40, 0x81)]
    [InlineData(43, 0xc0)]
    [InlineData(40, 0x00)]
    public void Hint_with_anything_else_in_it_is_refused(int at, byte value)
    {
        var frame = Regular(0x10, "g");
        frame[at] = value;
        Assert.Equal(FrameRefusal.IllegalHint, Refuse(frame));
    }

    [Fact]
    public void Daemon_s_own_frames_have_no_message_type() => Assert.Equal(
        FrameRefusal.IllegalHint, Refuse(DaemonFrames.Frame(
            false, 0x200, "g", [], DaemonFrames.Hint(1, false), [], [])));

    [Fact]
    public void View_shorter_or_longer_than_it_says_is_refused()
    {
        var data = DaemonFrames.MembershipData(View, false);
        foreach (var bytes in new[] { 0, 19, 20, 23, 24, 55, data.Length - 1 })
        {
            Assert.Equal(FrameRefusal.IllegalMembershipLength, RefuseView(0x1800, data[..bytes]));
        }

        Assert.Equal(FrameRefusal.IllegalMembershipLength, RefuseView(0x1800, [.. data, 0]));
    }

    [Fact]
    public void Counts_beyond_any_length_are_refused()
    {
        var data = DaemonFrames.MembershipData(View, false);
        data.AsSpan(20, 4).Fill(0xff);
        Assert.Equal(FrameRefusal.IllegalMembershipLength, RefuseView(0x1800, data));
        data = DaemonFrames.MembershipData(View, false);
        data.AsSpan(12, 4).Fill(0xff);
        Assert.Equal(FrameRefusal.IllegalMembershipLength, RefuseView(0x1800, data));
    }

    [Fact]
    public void View_without_sets_or_with_an_empty_one_is_refused()
    {
        Assert.Equal(FrameRefusal.EmptySet, RefuseView(0x1800, new byte[20]));
        var data = DaemonFrames.MembershipData(View with { Sets = [["#a#n1"], []] }, false);
        Assert.Equal(FrameRefusal.EmptySet, RefuseView(0x1800, data));
    }

    [Fact]
    public void Own_set_that_is_none_is_refused()
    {
        var data = DaemonFrames.MembershipData(View, false);
        data[16]++;
        Assert.Equal(FrameRefusal.IllegalOwnSet, RefuseView(0x1800, data));
    }

    [Fact]
    public void Join_of_two_at_once_is_refused() => Assert.Equal(
        FrameRefusal.UnexpectedContent,
        RefuseView(0x1100, DaemonFrames.MembershipData(View, false)));

    [Fact]
    public void Content_where_there_is_none_is_refused()
    {
        Assert.Equal(FrameRefusal.UnexpectedContent,
            Refuse(DaemonFrames.Frame(false, 0x200, "g", [], Plain, [], [1])));
        Assert.Equal(FrameRefusal.UnexpectedContent,
            Refuse(DaemonFrames.Frame(false, 0x200, "g", ["g"], Plain, [], [])));
        Assert.Equal(FrameRefusal.UnexpectedContent,
            Refuse(DaemonFrames.Frame(false, 0x2000, "g", [], Plain, [], new byte[11])));
    }

    private static byte[] Regular(uint type, string group) =>
        DaemonFrames.Frame(false, type, "#a#n1", [group], Plain, [], [1, 2, 3]);

    private static FrameRefusal RefuseView(uint type, byte[] data) =>
        Refuse(DaemonFrames.Frame(false, type, "g", View.Members, Plain, [], data));

    private static FrameRefusal Refuse(byte[] frame) => Reading.Read<RefusedFrame>(frame).Reason;
}
