using System.Globalization;

namespace Wackamole.Core.Values;

/// <summary>48-bit Ethernet addresses, kept in the low part of an unsigned long.</summary>
public static class HardwareAddress
{
    /// <summary>As people write it: «02:00:5e:10:00:01».</summary>
    public static string Format(ulong address) => string.Join(':', Enumerable.Range(0, 6)
        .Select(place => (byte)(address >> (40 - 8 * place)))
        .Select(part => part.ToString("x2", CultureInfo.InvariantCulture)));
}
