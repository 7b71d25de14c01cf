using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class NeighbourFrameTests
{
    private const int MessageOffset = 54;

    private static byte[] Advertisement =>
        Frame(frame => NeighbourFrames.UnsolicitedAdvertisement(frame, Mac, Vip6, false));

    private static byte[] ProbeFrame => Frame(frame => NeighbourFrames.Probe(frame, Mac, Vip6));

    [Fact]
    public void An_advertisement_is_read_as_it_was_written()
    {
        Assert.Equal(FrameRefusal.None, NeighbourFrame.TryParse(Advertisement, out var neighbour));
        Assert.Equal(new NeighbourFrame(
            Mac, NeighbourKind.Advertisement, Vip6, Ip("ff02::1"), Vip6, Mac), neighbour);
    }

    [Fact]
    public void A_probe_is_read_as_one()
    {
        Assert.Equal(FrameRefusal.None, NeighbourFrame.TryParse(ProbeFrame, out var neighbour));
        Assert.True(neighbour.IsProbe);
        Assert.Equal(Vip6, neighbour.Target);
        Assert.Null(neighbour.Hardware);
    }

    [Theory]
    [InlineData(6, 0x01, FrameRefusal.BadStation)]
    [InlineData(13, 0x00, FrameRefusal.OtherProtocol)]
    [InlineData(14, 0x40, FrameRefusal.OtherForm)]
    [InlineData(19, 0x21, FrameRefusal.TooShort)]
    [InlineData(19, 0x10, FrameRefusal.TooShort)]
    [InlineData(20, 0x11, FrameRefusal.OtherProtocol)]
    [InlineData(21, 0xfe, FrameRefusal.NotLocal)]
    [InlineData(MessageOffset, 0x85, FrameRefusal.OtherProtocol)]
    [InlineData(MessageOffset + 3, 0x00, FrameRefusal.BadChecksum)]
    public void One_wrong_byte_is_refused_by_name(int offset, byte value, FrameRefusal expected)
    {
        var frame = Advertisement;
        frame[offset] = value;

        Assert.Equal(expected, NeighbourFrame.TryParse(frame, out _));
    }

    [Theory]
    [InlineData(1, 0x01, FrameRefusal.UnknownOperation)]
    [InlineData(4, 0x60, FrameRefusal.BadDestination)]
    [InlineData(8, 0xff, FrameRefusal.BadTarget)]
    [InlineData(25, 0x00, FrameRefusal.BadOption)]
    [InlineData(25, 0x02, FrameRefusal.BadOption)]
    [InlineData(26, 0x01, FrameRefusal.BadOption)]
    public void What_its_checksum_confirms_may_still_be_refused(
        int offset, byte value, FrameRefusal expected)
    {
        var frame = Advertisement;
        frame[MessageOffset + offset] = value;

        Assert.Equal(expected, NeighbourFrame.TryParse(Resealed(frame), out _));
    }

    [Fact]
    public void A_multicast_source_is_refused()
    {
        var frame = Advertisement;
        frame[22] = 0xff;

        Assert.Equal(FrameRefusal.BadDestination, NeighbourFrame.TryParse(Resealed(frame), out _));
    }

    [Fact]
    public void A_probe_goes_to_the_solicited_node_group_or_is_refused()
    {
        var frame = ProbeFrame;
        frame[53] ^= 1;

        Assert.Equal(FrameRefusal.BadDestination, NeighbourFrame.TryParse(Resealed(frame), out _));
    }

    [Fact]
    public void An_option_that_is_not_known_is_passed_over()
    {
        // A nonce (RFC 3971, type 14) before the option that matters.
        var advertisement = Advertisement;
        byte[] frame = [.. advertisement[..78], 14, 1, 1, 2, 3, 4, 5, 6, .. advertisement[78..]];
        frame[19] += 8;

        Assert.Equal(
            FrameRefusal.None, NeighbourFrame.TryParse(Resealed(frame), out var neighbour));
        Assert.Equal(Mac, neighbour.Hardware);
    }

    [Fact]
    public void A_frame_cut_short_is_too_short()
    {
        for (var length = 0; length < Advertisement.Length; length++)
        {
            Assert.Equal(FrameRefusal.TooShort,
                NeighbourFrame.TryParse(Advertisement.AsSpan(0, length), out _));
        }
    }

    [Fact]
    public void Any_bytes_with_a_right_checksum_are_understood_or_refused()
    {
        var random = new Random(4861);
        var accepted = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var frame = random.Next(2) == 0 ? Advertisement : ProbeFrame;
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                frame[random.Next(12, frame.Length)] = (byte)random.Next(256);
            }

            if (NeighbourFrame.TryParse(Resealed(frame), out var neighbour) == FrameRefusal.None)
            {
                accepted++;
                Assert.True(neighbour.Target.Bits >> 120 != 0xff);
            }
        }

        Assert.InRange(accepted, 2000, 18_000);
    }

    // Puts the checksum right by the plain definition: the sum of everything, the field at zero.
    private static byte[] Resealed(byte[] frame)
    {
        var length = Math.Min((frame[18] << 8) | frame[19], frame.Length - MessageOffset);
        if (length < 4)
        {
            return frame;
        }

        frame[MessageOffset + 2] = frame[MessageOffset + 3] = 0;
        byte[] summed = [.. frame[22..54], 0, 0, (byte)(length >> 8), (byte)length, 0, 0, 0, 58,
            .. frame[MessageOffset..(MessageOffset + length)]];
        long sum = 0;
        for (var index = 0; index < summed.Length; index++)
        {
            sum += index % 2 == 0 ? summed[index] << 8 : summed[index];
        }

        sum %= 0xffff;
        (frame[MessageOffset + 2], frame[MessageOffset + 3]) =
            ((byte)(~sum >> 8), (byte)~sum);
        return frame;
    }
}
