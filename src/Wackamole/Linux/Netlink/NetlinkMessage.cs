using System.Buffers.Binary;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>One message as it arrived: struct nlmsghdr and what follows it.</summary>
internal readonly ref struct NetlinkMessage
{
    public ushort Type { get; private init; }

    public ushort Flags { get; private init; }

    public uint Sequence { get; private init; }

    public ReadOnlySpan<byte> Body { get; private init; }

    /// <summary>Takes the first message off the bytes.</summary>
    public static NetlinkRefusal TryTake(ref ReadOnlySpan<byte> bytes, out NetlinkMessage message)
    {
        message = default;
        if (bytes.Length < HeaderBytes)
        {
            return NetlinkRefusal.HeaderCut;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (length < HeaderBytes || length > (uint)bytes.Length)
        {
            return NetlinkRefusal.LengthWrong;
        }

        message = new NetlinkMessage
        {
            Type = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]),
            Flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
            Sequence = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            Body = bytes[HeaderBytes..(int)length],
        };
        bytes = bytes[Math.Min(bytes.Length, Aligned((int)length))..];
        return NetlinkRefusal.None;
    }
}
