using System.Globalization;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Faults;

/// <summary>
/// Which clocks a running daemon's timers follow, as the kernel tells it («clockid» of a timer's
/// /proc/PID/fdinfo, proc(5)).
/// </summary>
internal static class TimerClocks
{
    // linux/time.h: those that follow a step of the wall clock.
    private static readonly int[] Stepped = [0, 8, 11];

    public static void RequireNoWallClock(LabHost host)
    {
        var clocks = Of(host.DaemonProcessId);
        if (clocks.Count == 0)
        {
            throw new LabException($"the daemon on {host.Name} has no timer: nothing is tested");
        }

        if (clocks.Exists(Stepped.Contains))
        {
            throw new LabException($"the daemon on {host.Name} has a timer on the wall clock " +
                $"(clocks {string.Join(", ", clocks)})");
        }
    }

    private static List<int> Of(int processId)
    {
        const string Field = "clockid:";
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/fdinfo");
        return [.. Directory.GetFiles(folder).SelectMany(Lines)
            .Where(line => line.StartsWith(Field, StringComparison.Ordinal))
            .Select(line => int.Parse(line.AsSpan(Field.Length), CultureInfo.InvariantCulture))];
    }

    private static string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (IOException)
        {
            // Closed meanwhile, such as a client's connection.
            return [];
        }
    }
}
