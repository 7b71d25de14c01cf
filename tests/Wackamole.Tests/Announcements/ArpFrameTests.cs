using Wackamole.Core.Announcements;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class ArpFrameTests
{
    private static byte[] Reply =>
        Frame(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, OtherMac));

    [Fact]
    public void A_reply_is_read_as_it_was_written()
    {
        Assert.Equal(FrameRefusal.None, ArpFrame.TryParse(Reply, out var arp));
        Assert.Equal(
            new ArpFrame(OtherMac, Mac, ArpOperation.Reply, Mac, Vip, OtherMac, Client), arp);
    }

    [Theory]
    [InlineData(6, 0x01, FrameRefusal.BadStation)]
    [InlineData(12, 0x86, FrameRefusal.OtherProtocol)]
    [InlineData(15, 0x06, FrameRefusal.OtherForm)]
    [InlineData(16, 0x86, FrameRefusal.OtherForm)]
    [InlineData(18, 0x08, FrameRefusal.OtherForm)]
    [InlineData(19, 0x10, FrameRefusal.OtherForm)]
    [InlineData(21, 0x03, FrameRefusal.UnknownOperation)]
    [InlineData(21, 0x00, FrameRefusal.UnknownOperation)]
    [InlineData(22, 0xff, FrameRefusal.BadStation)]
    public void One_wrong_byte_is_refused_by_name(int offset, byte value, FrameRefusal expected)
    {
        var frame = Reply;
        frame[offset] = value;

        Assert.Equal(expected, ArpFrame.TryParse(frame, out _));
    }

    [Fact]
    public void A_frame_cut_short_is_too_short()
    {
        for (var length = 0; length < ArpFrame.Bytes; length++)
        {
            Assert.Equal(FrameRefusal.TooShort, ArpFrame.TryParse(Reply.AsSpan(0, length), out _));
        }

        Assert.Equal(FrameRefusal.None, ArpFrame.TryParse(Reply.AsSpan(0, ArpFrame.Bytes), out _));
    }

    [Fact]
    public void A_mangled_frame_is_refused_or_reads_as_one_that_we_would_write()
    {
        var random = new Random(826);
        var accepted = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = Reply;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(ArpFrame.Bytes)] = (byte)random.Next(256);
            }

            if (ArpFrame.TryParse(bytes, out var arp) == FrameRefusal.None)
            {
                accepted++;
                Assert.Equal(bytes, Frame(frame => arp.Write(frame)));
            }
        }

        Assert.InRange(accepted, 2000, 18_000);
    }
}
