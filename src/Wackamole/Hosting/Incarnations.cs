using System.Globalization;
using Microsoft.Extensions.Logging;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// Gives every run a greater number than the one before: the clock, or, where the clock went
/// back, the number that the last run left in a file.
/// </summary>
internal static class Incarnations
{
    /// <summary>
    /// A run takes numbers of its own while it goes on, one for each time that it joins anew: so
    /// many are kept free for it (as nanoseconds, about four seconds of the clock).
    /// </summary>
    private const ulong RoomForOneRun = 1UL << 32;

    /// <param name="directory">
    /// Where the number is kept; without it the clock alone decides.
    /// </param>
    public static ulong Next(string directory, string node, ulong clockNanoseconds, ILogger log)
    {
        var path = Path.Combine(directory, $"incarnation.{node}");
        var next = clockNanoseconds;
        try
        {
            Directory.CreateDirectory(directory);
            if (File.Exists(path) && ulong.TryParse(File.ReadAllText(path).AsSpan().Trim(),
                NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                && last < ulong.MaxValue - RoomForOneRun)
            {
                next = Math.Max(next, last + RoomForOneRun);
            }

            DurableFile.Replace(path, next.ToString(CultureInfo.InvariantCulture) + "\n");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            StartLog.NoState(log, directory, fault.Message);
        }

        return next;
    }
}
