using System.Buffers.Binary;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The ones' complement sum of IP, ICMP and ICMPv6 (RFC 1071). Over data that carries its right
/// checksum it is 0.
/// </summary>
public static class InternetChecksum
{
    public static ushort Of(ReadOnlySpan<byte> bytes) => Finish(Add(0, bytes));

    /// <summary>ICMPv6 also sums a header that is not sent (RFC 8200, 8.1).</summary>
    public static ushort OfIcmpV6(
        ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, ReadOnlySpan<byte> message)
    {
        var sum = Add(Add(0, source), destination);
        return Finish(Add(sum + (uint)message.Length + IpHeaders.ProtocolIcmpV6, message));
    }

    // 65,535 bytes of 0xff sum to less than 2^31: no carry is lost.
    private static uint Add(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= 2; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return bytes.IsEmpty ? sum : sum + ((uint)bytes[0] << 8);
    }

    private static ushort Finish(uint sum)
    {
        sum = (sum & 0xffff) + (sum >> 16);
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~sum;
    }
}
