using System.Globalization;

namespace Wackatrl.Rendering;

/// <summary>Durations in at most six characters: 32ms, 4.2s, 3m12s, 2h05m, 12d03h.</summary>
internal static class DurationText
{
    private const double LongestDays = 36_500;

    /// <summary>«-» where it is not known (null), or as long ago as nothing can be.</summary>
    public static string Of(double? seconds)
    {
        if (seconds is not { } known || !double.IsFinite(known)
            || known >= TimeSpan.FromDays(LongestDays).TotalSeconds)
        {
            return StatusCell.Nothing;
        }

        var time = TimeSpan.FromSeconds(Math.Max(0, known));
        return time.TotalSeconds switch
        {
            < 0.9995 => Say($"{time.TotalMilliseconds:0}ms"),
            < 9.95 => Say($"{time.TotalSeconds:0.0}s"),
            < 60 => Say($"{(int)time.TotalSeconds}s"),
            < 3600 => Say($"{time.Minutes}m{time.Seconds:00}s"),
            < 86400 => Say($"{time.Hours}h{time.Minutes:00}m"),
            _ => Say($"{time.Days}d{time.Hours:00}h"),
        };
    }

    private static string Say(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
