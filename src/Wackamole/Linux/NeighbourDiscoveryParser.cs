using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux.Netlink;

namespace Wackamole.Linux;

/// <summary>
/// Reads neighbour solicitations and advertisements (RFC 4861, 4.3 and 4.4) from their IPv6 header
/// on. Those with extension headers are refused: no host sends them (RFC 6980).
/// </summary>
internal static class NeighbourDiscoveryParser
{
    private const byte IcmpV6 = 58;
    private const byte SolicitationType = 135;
    private const byte AdvertisementType = 136;
    private const byte OwnLinkHops = 255;

    private const int IpHeaderBytes = 40;
    private const int FixedBytes = 24;
    private const int TargetOffset = 8;

    // RFC 4861, 4.6.1: source link-layer address in solicitations, target's in advertisements.
    private const byte SourceOption = 1;
    private const byte TargetOption = 2;
    private const int OptionUnitBytes = 8;

    /// <param name="source">The frame's sender, from its Ethernet header.</param>
    public static SightingRefusal TryParse(
        ReadOnlySpan<byte> packet, ulong source, out Sighting sighting)
    {
        sighting = default;
        if (packet.Length < IpHeaderBytes + FixedBytes)
        {
            return SightingRefusal.Cut;
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(packet[4..]);
        if (length < FixedBytes || length > packet.Length - IpHeaderBytes)
        {
            return SightingRefusal.Cut;
        }

        var message = packet.Slice(IpHeaderBytes, length);
        var isSolicitation = message[0] == SolicitationType;
        if (packet[0] >> 4 != 6 || packet[6] != IcmpV6
            || (!isSolicitation && message[0] != AdvertisementType) || message[1] != 0)
        {
            return SightingRefusal.NotNeighbourDiscovery;
        }

        if (packet[7] != OwnLinkHops)
        {
            return SightingRefusal.FromElsewhere;
        }

        if (!ChecksumFits(packet.Slice(8, 32), message))
        {
            return SightingRefusal.ChecksumWrong;
        }

        var refusal = ReadOption(message[FixedBytes..],
            isSolicitation ? SourceOption : TargetOption, source, out var hardwareAddress);
        var target = IpAddress.FromBytes(message.Slice(TargetOffset, 16));
        var sender = IpAddress.FromBytes(packet.Slice(8, 16));
        if (refusal == SightingRefusal.None && message[TargetOffset] == 0xff)
        {
            refusal = SightingRefusal.TargetWrong;
        }

        sighting = isSolicitation
            ? new Sighting(SightingKind.Solicitation, sender.Bits == 0 ? null : sender, target,
                hardwareAddress, source)
            : new Sighting(SightingKind.Advertisement, target, null, hardwareAddress, source);
        return refusal;
    }

    private static SightingRefusal ReadOption(
        ReadOnlySpan<byte> options, byte wanted, ulong source, out ulong hardwareAddress)
    {
        hardwareAddress = source;
        while (!options.IsEmpty)
        {
            var bytes = options.Length < 2 ? 0 : options[1] * OptionUnitBytes;
            if (bytes == 0 || bytes > options.Length)
            {
                return SightingRefusal.OptionLengthWrong;
            }

            if (options[0] == wanted && bytes == OptionUnitBytes)
            {
                hardwareAddress = LinkCodec.ReadHardwareAddress(options.Slice(2, 6));
            }

            options = options[bytes..];
        }

        return SightingRefusal.None;
    }

    // RFC 8200, 8.1: over both addresses, length, next header and the message.
    private static bool ChecksumFits(ReadOnlySpan<byte> addresses, ReadOnlySpan<byte> message)
    {
        var sum = (uint)message.Length + IcmpV6 + Sum(addresses) + Sum(message);
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return sum == 0xffff;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var index = 0; index < bytes.Length; index++)
        {
            sum += (uint)bytes[index] << (index % 2 == 0 ? 8 : 0);
        }

        return sum;
    }
}
