using System.Globalization;

namespace Wackamole.Tests.Spread;

/// <summary>Bytes as they stand in a capture: «00×31» is so many zeros.</summary>
internal static class Hex
{
    public static byte[] Bytes(string capture)
    {
        var bytes = new List<byte>();
        foreach (var word in capture.Split(
            [' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = word.Split('×');
            var value = byte.Parse(parts[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var times = parts.Length > 1
                ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1;
            bytes.AddRange(Enumerable.Repeat(value, times));
        }

        return [.. bytes];
    }
}
