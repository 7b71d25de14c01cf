using System.Buffers.Binary;

namespace Wackamole.Lab.Observing;

/// <summary>
/// Echo requests and replies of ICMP (RFC 792) and ICMPv6 (RFC 4443, 4.1 and 4.2).
/// </summary>
internal static class EchoMessage
{
    public const int Length = 16;

    private const byte Request4 = 8;
    private const byte Reply4 = 0;
    private const byte Request6 = 128;
    private const byte Reply6 = 129;
    private const int ChecksumOffset = 2;
    private const int IdentifierOffset = 4;
    private const int SequenceOffset = 6;
    private const int IndexOffset = 8;
    private const int MarkOffset = 12;

    /// <summary>Tells our echoes from those of any other program: «wack».</summary>
    private const uint Mark = 0x7761_636b;

    /// <summary>Writes a request that carries the number of its target.</summary>
    public static void WriteRequest(Span<byte> message, bool isV6, int target, ushort sequence)
    {
        message = message[..Length];
        message.Clear();
        message[0] = isV6 ? Request6 : Request4;
        BinaryPrimitives.WriteUInt16BigEndian(message[IdentifierOffset..], (ushort)(Mark >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(message[SequenceOffset..], sequence);
        BinaryPrimitives.WriteInt32BigEndian(message[IndexOffset..], target);
        BinaryPrimitives.WriteUInt32BigEndian(message[MarkOffset..], Mark);
        if (!isV6)
        {
            // For ICMPv6 the kernel writes it (RFC 3542, 3.1).
            BinaryPrimitives.WriteUInt16BigEndian(
                message[ChecksumOffset..], Checksum.Finish(Checksum.Add(0, message)));
        }
    }

    /// <summary>The number of the target in a reply to one of our requests, else -1.</summary>
    public static int ReadReply(ReadOnlySpan<byte> message, bool isV6) =>
        message.Length >= Length && message[0] == (isV6 ? Reply6 : Reply4)
            && BinaryPrimitives.ReadUInt32BigEndian(message[MarkOffset..]) == Mark
            ? BinaryPrimitives.ReadInt32BigEndian(message[IndexOffset..])
            : -1;

    /// <summary>
    /// An IPv4 packet without its header (RFC 791, 3.1), as raw sockets deliver it.
    /// </summary>
    public static ReadOnlySpan<byte> WithoutHeader(ReadOnlySpan<byte> packet)
    {
        const int WordBytes = 4;
        const int HeaderWordsMask = 0x0f;
        var header = packet.IsEmpty ? 0 : (packet[0] & HeaderWordsMask) * WordBytes;
        return packet.Length > header ? packet[header..] : [];
    }
}
