using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct sockaddr_ll of linux/if_packet.h, and that header's constants.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PacketAddress
{
    /// <summary>PACKET_OUTGOING: a frame that this host sends.</summary>
    public const byte PACKET_OUTGOING = 4;

    // linux/if_ether.h
    public const ushort ETH_P_ARP = 0x0806;
    public const ushort ETH_P_IPV6 = 0x86dd;
    public const int ETH_ALEN = 6;
    public const int ETH_HLEN = 14;

    public ushort Family;

    /// <summary>In network order.</summary>
    public ushort Protocol;
    public int InterfaceIndex;
    public ushort HardwareType;
    public byte PacketType;
    public byte AddressLength;
    public fixed byte Address[8];

    public static PacketAddress Of(int interfaceIndex, ushort etherType) => new()
    {
        Family = Sockets.AF_PACKET,
        Protocol = BinaryPrimitives.ReverseEndianness(etherType),
        InterfaceIndex = interfaceIndex,
    };
}
