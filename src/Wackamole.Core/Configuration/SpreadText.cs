using System.Globalization;

namespace Wackamole.Core.Configuration;

/// <summary>How a Spread daemon is named: «4803», «4803@host» or the path of its socket.</summary>
internal static class SpreadText
{
    /// <param name="text">What was written; null means the default.</param>
    public static bool IsAddress(string? text)
    {
        if (text is null || text.StartsWith('/'))
        {
            return true;
        }

        var parts = text.Split('@', 2);
        return ushort.TryParse(
                parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0 && (parts.Length == 1 || parts[1].Length > 0);
    }
}
