using System.Globalization;
using Wackamole.Core;

namespace Wackamole.Announcing;

/// <summary>Interfaces on which there cannot be another station to hear.</summary>
internal static class Loneliness
{
    // linux/if.h
    private const uint IFF_LOOPBACK = 0x8;
    private const uint IFF_NOARP = 0x80;

    /// <summary>
    /// A loopback or a dummy: to wait for another station's frame there would be to wait for
    /// ever. Where it cannot be told, there may be neighbours.
    /// </summary>
    public static bool HasNoNeighbours(NetworkInterface on)
    {
        try
        {
            var text = File.ReadAllText($"/sys/class/net/{on.Name}/flags").AsSpan().Trim();
            return text.StartsWith("0x", StringComparison.Ordinal)
                && uint.TryParse(text[2..], NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture, out var flags)
                && (flags & (IFF_LOOPBACK | IFF_NOARP)) != 0;
        }
        catch (Exception absent) when (absent is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
