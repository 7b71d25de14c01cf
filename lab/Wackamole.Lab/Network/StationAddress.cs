using System.Buffers.Binary;
using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>Whose frames are whose: an Ethernet address, 48 bits, in the low part.</summary>
internal readonly record struct StationAddress(ulong Bits)
{
    public const int ByteCount = 6;

    public static readonly StationAddress Broadcast = new(0xffff_ffff_ffff);

    public static StationAddress FromBytes(ReadOnlySpan<byte> bytes) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(bytes) << 32)
            | BinaryPrimitives.ReadUInt32BigEndian(bytes[2..]));

    public static StationAddress Parse(string text) => new(ulong.Parse(
        text.Replace(":", string.Empty, StringComparison.Ordinal), NumberStyles.HexNumber,
        CultureInfo.InvariantCulture));

    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Bits >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)Bits);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        WriteTo(bytes);
        return string.Create(CultureInfo.InvariantCulture,
            $"{bytes[0]:x2}:{bytes[1]:x2}:{bytes[2]:x2}:{bytes[3]:x2}:{bytes[4]:x2}:{bytes[5]:x2}");
    }
}
