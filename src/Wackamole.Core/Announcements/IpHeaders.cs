using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Announcements;

/// <summary>The IP headers of frames that we write ourselves.</summary>
internal static class IpHeaders
{
    public const int V4Bytes = 20;
    public const int V6Bytes = 40;
    public const byte ProtocolIcmp = 1;
    public const byte ProtocolIcmpV6 = 58;

    /// <summary>Proves that no router passed a neighbour message on (RFC 4861, 3.1).</summary>
    public const byte LocalHopLimit = 255;

    private const byte UsualTimeToLive = 64;

    public static void WriteV4(
        ref ByteWriter writer, ushort identification, IpAddress source, IpAddress destination,
        int payloadBytes)
    {
        Span<byte> bytes = stackalloc byte[V4Bytes];
        var header = new ByteWriter(bytes);
        header.U16(0x4500);
        header.U16((ushort)(V4Bytes + payloadBytes));
        header.U16(identification);
        header.U16(0);
        header.U8(UsualTimeToLive);
        header.U8(ProtocolIcmp);
        header.U16(0);
        header.U32(source.AsV4);
        header.U32(destination.AsV4);
        new ByteWriter(bytes[10..]).U16(InternetChecksum.Of(bytes));
        writer.Bytes(bytes);
    }

    public static void WriteV6(
        ref ByteWriter writer, byte hopLimit, IpAddress source, IpAddress destination,
        int payloadBytes)
    {
        writer.U32(0x6000_0000);
        writer.U16((ushort)payloadBytes);
        writer.U8(ProtocolIcmpV6);
        writer.U8(hopLimit);
        writer.U128(source.Bits);
        writer.U128(destination.Bits);
    }

    /// <summary>
    /// Fills the checksum of an ICMPv6 message that ends a frame with an IPv6 header.
    /// </summary>
    public static void SealIcmpV6(Span<byte> frame)
    {
        var packet = frame[EthernetFrame.HeaderBytes..];
        var message = packet[V6Bytes..];
        new ByteWriter(message[2..]).U16(0);
        new ByteWriter(message[2..]).U16(
            InternetChecksum.OfIcmpV6(packet.Slice(8, 16), packet.Slice(24, 16), message));
    }
}
