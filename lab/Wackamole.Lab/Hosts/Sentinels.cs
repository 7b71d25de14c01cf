using System.Globalization;

namespace Wackamole.Lab.Hosts;

/// <summary>Finds the processes that outlive daemons, by name and network namespace.</summary>
internal static class Sentinels
{
    private const string ProcessName = "wack-sentinel";

    /// <summary>Those in the network namespace that another process is in.</summary>
    public static IReadOnlyList<int> Beside(int processId)
    {
        var network = NetworkOf(processId);
        return [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None,
                CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && IsSentinel(id) && NetworkOf(id) == network)];
    }

    private static bool IsSentinel(int processId)
    {
        try
        {
            // One that is over and not collected yet has no network any more.
            return File.ReadAllText($"/proc/{processId}/comm").TrimEnd() == ProcessName;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? NetworkOf(int processId)
    {
        try
        {
            return new FileInfo($"/proc/{processId}/ns/net").LinkTarget;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
