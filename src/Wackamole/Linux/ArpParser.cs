using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Linux.Netlink;

namespace Wackamole.Linux;

/// <summary>Reads ARP packets (RFC 826) without their Ethernet header.</summary>
internal static class ArpParser
{
    private const int PacketBytes = 28;

    // Hardware type Ethernet, protocol IPv4, address lengths 6 and 4.
    private const ulong EthernetIpV4 = 0x0001_0800_0604;

    private const int OpcodeOffset = 6;
    private const int SenderHardwareOffset = 8;
    private const int SenderAddressOffset = 14;
    private const int TargetAddressOffset = 24;

    /// <param name="source">The frame's sender, from its Ethernet header.</param>
    public static SightingRefusal TryParse(
        ReadOnlySpan<byte> packet, ulong source, out Sighting sighting)
    {
        sighting = default;
        if (packet.Length < PacketBytes)
        {
            return SightingRefusal.Cut;
        }

        var opcode = BinaryPrimitives.ReadUInt16BigEndian(packet[OpcodeOffset..]);
        if (BinaryPrimitives.ReadUInt64BigEndian(packet) >> 16 != EthernetIpV4
            || opcode is not (1 or 2))
        {
            return SightingRefusal.ArpKindUnknown;
        }

        var sender = IpAddress.FromBytes(packet.Slice(SenderAddressOffset, 4));
        var target = IpAddress.FromBytes(packet.Slice(TargetAddressOffset, 4));
        sighting = new Sighting(
            opcode == 1 ? SightingKind.ArpRequest : SightingKind.ArpReply,
            sender.AsV4 == 0 ? null : sender,
            opcode == 1 ? target : null,
            LinkCodec.ReadHardwareAddress(packet.Slice(SenderHardwareOffset, 6)),
            source);
        return SightingRefusal.None;
    }
}
