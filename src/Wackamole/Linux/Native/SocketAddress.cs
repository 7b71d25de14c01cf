using System.Buffers.Binary;
using Wackamole.Core.Values;

namespace Wackamole.Linux.Native;

/// <summary>struct sockaddr_in and sockaddr_in6 of netinet/in.h, as bytes.</summary>
internal static class SocketAddress
{
    /// <summary>Bytes of the greater one, sockaddr_in6.</summary>
    public const int MaxBytes = 28;

    private const int V4Bytes = 16;
    private const int PortOffset = 2;
    private const int V4AddressOffset = 4;
    private const int V6AddressOffset = 8;
    private const int V6ScopeOffset = 24;

    /// <summary>Writes an endpoint and returns how many bytes it takes.</summary>
    /// <param name="scope">Interface index for a link-local IPv6 address, else 0.</param>
    public static int Write(Span<byte> destination, Endpoint endpoint, int scope)
    {
        var bytes = endpoint.Address.IsV6 ? MaxBytes : V4Bytes;
        destination[..bytes].Clear();
        BinaryPrimitives.WriteUInt16LittleEndian(destination,
            (ushort)(endpoint.Address.IsV6 ? Sockets.AF_INET6 : Sockets.AF_INET));
        BinaryPrimitives.WriteUInt16BigEndian(destination[PortOffset..], endpoint.Port);
        endpoint.Address.WriteTo(
            destination[(endpoint.Address.IsV6 ? V6AddressOffset : V4AddressOffset)..]);
        if (endpoint.Address.IsV6)
        {
            BinaryPrimitives.WriteInt32LittleEndian(destination[V6ScopeOffset..], scope);
        }

        return bytes;
    }

    /// <summary>Reads what the kernel wrote; false for another family or too few bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out Endpoint endpoint)
    {
        endpoint = default;
        if (source.Length < V4Bytes)
        {
            return false;
        }

        var family = BinaryPrimitives.ReadUInt16LittleEndian(source);
        var port = BinaryPrimitives.ReadUInt16BigEndian(source[PortOffset..]);
        if (family == Sockets.AF_INET)
        {
            endpoint = new(IpAddress.FromBytes(source.Slice(V4AddressOffset, 4)), port);
            return true;
        }

        if (family != Sockets.AF_INET6 || source.Length < MaxBytes)
        {
            return false;
        }

        endpoint = new(IpAddress.FromBytes(source.Slice(V6AddressOffset, 16)), port);
        return true;
    }
}
