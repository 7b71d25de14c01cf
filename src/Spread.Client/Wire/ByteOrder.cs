using System.Buffers.Binary;

namespace Spread.Client.Wire;

/// <summary>Numbers in the order that their writer's machine keeps them in.</summary>
internal static class ByteOrder
{
    private const byte MarkOfByte = 0x80;

    /// <summary>
    /// Reads a field with a mark of byte order: the first and the last byte have their top bits
    /// both set (little-endian) or both clear, whichever way round it is read. False where they
    /// differ.
    /// </summary>
    public static bool TryReadMarked(ReadOnlySpan<byte> field, out uint value, out bool bigEndian)
    {
        bigEndian = (field[0] & MarkOfByte) == 0;
        value = ReadUnsigned(field, bigEndian) & ~FrameBits.LittleEndian;
        return bigEndian == ((field[3] & MarkOfByte) == 0);
    }

    public static void WriteMarked(Span<byte> field, uint value, bool bigEndian) =>
        WriteUnsigned(field, bigEndian ? value : value | FrameBits.LittleEndian, bigEndian);

    public static uint ReadUnsigned(ReadOnlySpan<byte> field, bool bigEndian) => bigEndian
        ? BinaryPrimitives.ReadUInt32BigEndian(field)
        : BinaryPrimitives.ReadUInt32LittleEndian(field);

    public static int Read(ReadOnlySpan<byte> field, bool bigEndian) =>
        (int)ReadUnsigned(field, bigEndian);

    public static void WriteUnsigned(Span<byte> field, uint value, bool bigEndian)
    {
        if (bigEndian)
        {
            BinaryPrimitives.WriteUInt32BigEndian(field, value);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(field, value);
        }
    }
}
