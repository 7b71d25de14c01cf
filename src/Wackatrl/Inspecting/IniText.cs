using System.Collections.Immutable;

namespace Wackatrl.Inspecting;

/// <summary>
/// The files of systemd and NetworkManager (systemd.syntax(7)): sections, «key=value», comments,
/// and lines that go on after a backslash.
/// </summary>
internal static class IniText
{
    public static ImmutableArray<IniEntry> Read(string text)
    {
        var entries = ImmutableArray.CreateBuilder<IniEntry>();
        var section = string.Empty;
        foreach (var line in Lines(text))
        {
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                section = line[1..^1];
            }
            else if (line.IndexOf('=') is > 0 and var at)
            {
                entries.Add(new IniEntry(section, line[..at].Trim(), line[(at + 1)..].Trim()));
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>The last value of a key; null where it is not set.</summary>
    public static string? Last(
        IEnumerable<IniEntry> entries, string section, string key) => entries
        .LastOrDefault(one => one.Section == section && one.Key == key)?.Value;

    // A comment in the middle of a line that goes on is left out, as systemd does.
    private static IEnumerable<string> Lines(string text)
    {
        var begun = string.Empty;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            if (line[^1] == '\\')
            {
                begun += line[..^1] + " ";
                continue;
            }

            yield return begun + line;
            begun = string.Empty;
        }
    }
}
