using System.Buffers.Binary;
using Wackamole.Core.Values;

namespace Wackamole.Fencing;

/// <summary>An address as the map «vips» has it: 16 bytes, IPv4 as ::ffff:a.b.c.d.</summary>
internal static class VipKey
{
    public const int Bytes = 16;

    public static void Write(IpAddress address, Span<byte> key) =>
        BinaryPrimitives.WriteUInt128BigEndian(key, address.Bits);
}
