using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Lab.Linux;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Observing;

/// <summary>
/// Broadcast questions «who has this address?» as whole Ethernet frames, and their answers.
/// The number of the question is the last byte of the asker's hardware address, to which every
/// answer goes. The asker names no IPv4 address of its own (as RFC 5227's probes), so
/// that asking teaches nobody anything: least of all the client whose table is under test.
/// </summary>
internal static class NeighbourFrame
{
    public const int MaximumLength = 86;

    private const int EthernetHeader = 14;
    private const int ArpLength = EthernetHeader + 28;
    private const int Ipv6Header = 40;
    private const int IcmpOffset = EthernetHeader + Ipv6Header;
    private const int SolicitationLength = 32;
    private const byte NeighbourSolicitation = 135;
    private const byte NeighbourAdvertisement = 136;
    private const byte HopLimit = 255;
    private const ulong AskerBits = 0x0e77_6163_6b00;
    private const ulong NumberMask = 0xff;

    /// <summary>Writes the question for an address and returns the frame's length.</summary>
    public static int WriteRequest(Span<byte> frame, IpAddress address, int number)
    {
        frame = frame[..MaximumLength];
        frame.Clear();
        return address.IsV6 ? WriteSolicitation(frame, address, number)
            : WriteArp(frame, address, number);
    }

    /// <summary>
    /// Whether a frame answers one of our questions; which, for what, and from whom.
    /// </summary>
    public static bool ReadReply(
        ReadOnlySpan<byte> frame, out int number, out IpAddress address,
        out StationAddress station)
    {
        number = 0;
        address = default;
        station = default;
        if (frame.Length < ArpLength
            || (StationAddress.FromBytes(frame).Bits & ~NumberMask) != AskerBits)
        {
            return false;
        }

        number = (int)(StationAddress.FromBytes(frame).Bits & NumberMask);
        station = StationAddress.FromBytes(frame[StationAddress.ByteCount..]);
        return number < AnswerRounds.Distinct
            && BinaryPrimitives.ReadUInt16BigEndian(frame[12..]) switch
            {
                Native.ETH_P_ARP => ReadArp(frame[EthernetHeader..], out address),
                Native.ETH_P_IPV6 => ReadAdvertisement(frame, out address),
                _ => false,
            };
    }

    private static StationAddress Asker(int number) => new(AskerBits | (uint)number);

    /// <summary>RFC 826, over Ethernet; the sender's protocol address stays zero.</summary>
    private static int WriteArp(Span<byte> frame, IpAddress address, int number)
    {
        StationAddress.Broadcast.WriteTo(frame);
        Asker(number).WriteTo(frame[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], Native.ETH_P_ARP);
        var arp = frame[EthernetHeader..];
        BinaryPrimitives.WriteUInt16BigEndian(arp, 1);
        BinaryPrimitives.WriteUInt16BigEndian(arp[2..], 0x0800);
        arp[4] = StationAddress.ByteCount;
        arp[5] = (byte)address.ByteCount;
        BinaryPrimitives.WriteUInt16BigEndian(arp[6..], 1);
        Asker(number).WriteTo(arp[8..]);
        address.WriteTo(arp[24..]);
        return ArpLength;
    }

    private static bool ReadArp(ReadOnlySpan<byte> arp, out IpAddress address)
    {
        address = IpAddress.FromBytes(arp.Slice(14, 4));
        return BinaryPrimitives.ReadUInt16BigEndian(arp[6..]) == 2;
    }

    /// <summary>
    /// RFC 4861, 4.3. Here a source must be named, or the answer would go to all stations and
    /// teach the client; each number has its own, so that hosts do not see one that moves.
    /// </summary>
    private static int WriteSolicitation(Span<byte> frame, IpAddress address, int number)
    {
        Span<byte> target = stackalloc byte[16];
        address.WriteTo(target);
        ReadOnlySpan<byte> toGroup = [0x33, 0x33, 0xff, target[13], target[14], target[15]];
        toGroup.CopyTo(frame);
        Asker(number).WriteTo(frame[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], Native.ETH_P_IPV6);
        var ip = frame[EthernetHeader..];
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], SolicitationLength);
        ip[6] = Native.IPPROTO_ICMPV6;
        ip[7] = HopLimit;
        ReadOnlySpan<byte> source =
            [0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x77, 0, (byte)number];
        ReadOnlySpan<byte> group =
            [0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0xff, target[13], target[14], target[15]];
        source.CopyTo(ip[8..]);
        group.CopyTo(ip[24..]);
        var icmp = frame.Slice(IcmpOffset, SolicitationLength);
        icmp[0] = NeighbourSolicitation;
        target.CopyTo(icmp[8..]);
        icmp[24] = 1;
        icmp[25] = 1;
        Asker(number).WriteTo(icmp[26..]);
        var pseudoHeader = Checksum.Add(SolicitationLength + Native.IPPROTO_ICMPV6, ip[8..40]);
        BinaryPrimitives.WriteUInt16BigEndian(
            icmp[2..], Checksum.Finish(Checksum.Add(pseudoHeader, icmp)));
        return IcmpOffset + SolicitationLength;
    }

    private static bool ReadAdvertisement(ReadOnlySpan<byte> frame, out IpAddress address)
    {
        const int TargetOffset = IcmpOffset + 8;
        address = default;
        if (frame.Length < TargetOffset + 16 || frame[EthernetHeader + 6] != Native.IPPROTO_ICMPV6
            || frame[IcmpOffset] != NeighbourAdvertisement)
        {
            return false;
        }

        address = IpAddress.FromBytes(frame.Slice(TargetOffset, 16));
        return true;
    }
}
