namespace Wackamole.Core.Configuration;

/// <summary>
/// Dotted IPv4 addresses as the original reads them: four decimal octets of one to three digits.
/// (The system's own reader takes a leading zero for octal and fewer dots for shorthand.)
/// </summary>
internal static class Ipv4Text
{
    /// <summary>Whether it has the shape: four runs of one to three digits between dots.</summary>
    public static bool HasShape(ReadOnlySpan<char> text)
    {
        var octets = 0;
        foreach (var range in text.Split('.'))
        {
            var octet = text[range];
            if (octet.Length is 0 or > 3 || octet.ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }

            octets++;
        }

        return octets == 4;
    }

    /// <summary>The bits of a text that has the shape; false where an octet is over 255.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out uint bits, out bool leadingZero)
    {
        bits = 0;
        leadingZero = false;
        foreach (var range in text.Split('.'))
        {
            var octet = text[range];
            var value = 0u;
            foreach (var digit in octet)
            {
                value = value * 10 + (uint)(digit - '0');
            }

            leadingZero |= octet.Length > 1 && octet[0] == '0';
            if (value > 255)
            {
                return false;
            }

            bits = bits << 8 | value;
        }

        return true;
    }
}
