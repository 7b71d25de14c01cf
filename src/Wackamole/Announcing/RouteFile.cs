using System.Buffers.Binary;
using System.Globalization;
using Wackamole.Core.Values;

namespace Wackamole.Announcing;

/// <summary>
/// The gateways of this host, from /proc/net/route and /proc/net/ipv6_route (proc(5)): stations
/// that live on their segment whatever happens to the cluster.
/// </summary>
internal static class RouteFile
{
    private const string RoutesV4 = "/proc/thread-self/net/route";
    private const string RoutesV6 = "/proc/thread-self/net/ipv6_route";

    /// <summary>The gateways behind one interface; none where the files cannot be read.</summary>
    public static IEnumerable<IpAddress> Gateways(string name)
    {
        foreach (var line in Lines(RoutesV4))
        {
            if (TryReadV4(line, name, out var gateway))
            {
                yield return gateway;
            }
        }

        foreach (var line in Lines(RoutesV6))
        {
            if (TryReadV6(line, name, out var gateway))
            {
                yield return gateway;
            }
        }
    }

    /// <summary>
    /// «eth0 00000000 0102A8C0 0003 …»: interface, destination, gateway in host order.
    /// </summary>
    internal static bool TryReadV4(string line, string name, out IpAddress gateway)
    {
        gateway = default;
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 3 || !string.Equals(fields[0], name, StringComparison.Ordinal)
            || !uint.TryParse(fields[2], NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        gateway = IpAddress.V4(
            BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(bits) : bits);
        return bits != 0;
    }

    /// <summary>Destination, its length, source, its length, gateway, …, interface.</summary>
    internal static bool TryReadV6(string line, string name, out IpAddress gateway)
    {
        gateway = default;
        var fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 10 || !string.Equals(fields[^1], name, StringComparison.Ordinal)
            || !UInt128.TryParse(fields[4], NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture, out var bits))
        {
            return false;
        }

        gateway = IpAddress.V6(bits);
        return bits != 0;
    }

    private static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
