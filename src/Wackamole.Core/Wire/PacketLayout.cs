using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Wackamole.Core.Values;

namespace Wackamole.Core.Wire;

/// <summary>
/// A packet, big-endian. Everything before the body is associated data:
/// <code>
///  0  magic        57 4d («WM»)
///  2  version      1
///  3  algorithm    PacketAlgorithm
///  4  kind         PacketKind
///  5  cluster id   u64   from the group's name
/// 13  machine id   u64
/// 21  incarnation  u64
/// 29  counter      u64
/// 37  name         length byte, 1 to 63 bytes
///     salt         16    } only where sealed
///     nonce        12    }
///     body               encrypted where sealed
///     tag          16    where sealed, else CRC-32C (4) of all before it
/// </code>
/// </summary>
public static class PacketLayout
{
    public const ushort Magic = 0x574d;
    public const byte Version = 1;

    /// <summary>Offset of the sender's name.</summary>
    public const int FixedBytes = 37;

    public const int SaltBytes = 16;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int ChecksumBytes = 4;

    /// <summary>Most bytes that sealing adds to a body.</summary>
    public const int MostOverheadBytes =
        FixedBytes + 1 + Limits.NodeNameBytes + SaltBytes + NonceBytes + TagBytes;

    /// <summary>
    /// The cluster that a packet belongs to. From the group's name alone: while keys are rotated
    /// hosts differ in which is first, and a host with a wrong key must be told so (by
    /// RefusalReason.Unauthenticated) and not be taken for another cluster.
    /// </summary>
    public static ulong ClusterId(string group)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes("wackamole group " + group), digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    /// <summary>CRC-32C (Castagnoli; RFC 3720, 12.1) as iSCSI has it.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
