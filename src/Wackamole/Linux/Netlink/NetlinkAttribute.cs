using System.Buffers.Binary;
using static Wackamole.Linux.Netlink.NetlinkConstants;

namespace Wackamole.Linux.Netlink;

/// <summary>One attribute of a message: struct rtattr and its value.</summary>
internal readonly ref struct NetlinkAttribute
{
    public ushort Type { get; private init; }

    public ReadOnlySpan<byte> Value { get; private init; }

    /// <summary>Takes the first attribute off the bytes, which must not be empty.</summary>
    public static NetlinkRefusal TryTake(
        ref ReadOnlySpan<byte> bytes, out NetlinkAttribute attribute)
    {
        attribute = default;
        if (bytes.Length < AttributeHeaderBytes)
        {
            return NetlinkRefusal.AttributeLengthWrong;
        }

        var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        if (length < AttributeHeaderBytes || length > bytes.Length)
        {
            return NetlinkRefusal.AttributeLengthWrong;
        }

        attribute = new NetlinkAttribute
        {
            Type = (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]) & NLA_TYPE_MASK),
            Value = bytes[AttributeHeaderBytes..length],
        };
        bytes = bytes[Math.Min(bytes.Length, Aligned(length))..];
        return NetlinkRefusal.None;
    }

    /// <summary>A number of 32 bits, or null where the value has another size.</summary>
    public uint? As32 => Value.Length == sizeof(uint)
        ? BinaryPrimitives.ReadUInt32LittleEndian(Value)
        : null;
}
