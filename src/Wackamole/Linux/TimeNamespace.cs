using System.Globalization;

namespace Wackamole.Linux;

/// <summary>
/// A process can have a boot clock of its own (time_namespaces(7), Linux 5.6), which programs in
/// the kernel do not follow.
/// </summary>
internal static class TimeNamespace
{
    private const string Offsets = "/proc/self/timens_offsets";
    private const string BootClockName = "boottime";

    /// <summary>Whether this process's boot clock is another than the kernel's own.</summary>
    public static bool HasOwnBootClock
    {
        get
        {
            try
            {
                return File.Exists(Offsets) && IsShifted(File.ReadAllText(Offsets));
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // A kernel without such namespaces has one clock for all.
                return false;
            }
        }
    }

    /// <summary>From lines of «clock, seconds, nanoseconds»: whether the boot clock's are any.
    /// </summary>
    public static bool IsShifted(string offsets)
    {
        foreach (var line in offsets.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is [BootClockName, var seconds, var nanoseconds])
            {
                return Number(seconds) != 0 || Number(nanoseconds) != 0;
            }
        }

        return false;
    }

    // What cannot be read is not nothing.
    private static long Number(string word) => long.TryParse(
        word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number : long.MaxValue;
}
