using System.Globalization;

namespace Wackamole.Lab.Network;

/// <summary>
/// Names a process so that a later one with the same number is not mistaken for it.
/// </summary>
internal static class OwnerIdentity
{
    /// <summary>
    /// Field 22 of /proc/PID/stat (proc(5)): start time in clock ticks after boot.
    /// </summary>
    private const int StartTimeAfterName = 19;

    public static string OfThisProcess() => Of(Environment.ProcessId)
        ?? throw new LabException("cannot read /proc/self/stat");

    /// <summary>«PID START», or null where there is no such process.</summary>
    public static string? Of(int processId)
    {
        try
        {
            var stat = File.ReadAllText(
                string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var afterName = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return string.Create(CultureInfo.InvariantCulture,
                $"{processId} {afterName[StartTimeAfterName]}");
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Whether the process that wrote this is still the one running.</summary>
    public static bool IsAlive(string identity)
    {
        var words = identity.Split(' ');
        return int.TryParse(words[0], CultureInfo.InvariantCulture, out var processId)
            && Of(processId) is { } present
            && (words.Length == 1
                || string.Equals(present, identity, StringComparison.Ordinal));
    }
}
