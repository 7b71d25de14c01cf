using System.Net;

namespace Wackamole.Core.Values;

/// <summary>
/// An IPv4 or IPv6 address as a value: 128 bits, IPv4 as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
/// IPv4 sorts before IPv6, each by its bits.
/// </summary>
public readonly record struct IpAddress(UInt128 Bits, bool IsV6) : IComparable<IpAddress>
{
    private const ulong MappedPrefix = 0x0000_ffff_0000_0000;

    public static IpAddress V4(uint bits) => new(new UInt128(0, MappedPrefix | bits), false);

    public static IpAddress V6(UInt128 bits) => new(bits, true);

    public static IpAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        return FromBytes(bytes[..written]);
    }

    /// <summary>Reads 4 or 16 bytes in network order.</summary>
    public static IpAddress FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == 4
        ? V4(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes))
        : V6(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));

    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        // IPAddress accepts shorthands such as "1.2" or "0x7f.1" that a configuration must not.
        address = default;
        if (text.Contains('%') || text.Contains('[') || !IPAddress.TryParse(text, out var parsed))
        {
            return false;
        }

        address = From(parsed);
        return address.IsV6 || text.Count('.') == 3 && !text.ContainsAnyExcept("0123456789.");
    }

    /// <summary>32 or 128.</summary>
    public int Length => IsV6 ? 128 : 32;

    /// <summary>4 or 16.</summary>
    public int ByteCount => IsV6 ? 16 : 4;

    public uint AsV4 => (uint)(ulong)Bits;

    /// <summary>Writes 4 or 16 bytes in network order and returns how many.</summary>
    public int WriteTo(Span<byte> destination)
    {
        if (IsV6)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(destination, Bits);
        }
        else
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(destination, AsV4);
        }

        return ByteCount;
    }

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        return new IPAddress(bytes[..WriteTo(bytes)]);
    }

    public int CompareTo(IpAddress other) =>
        IsV6 != other.IsV6 ? (IsV6 ? 1 : -1) : Bits.CompareTo(other.Bits);

    public override string ToString() => ToIPAddress().ToString();
}
