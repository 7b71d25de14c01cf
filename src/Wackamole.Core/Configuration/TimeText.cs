using System.Globalization;
using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>
/// Times: a number and its unit without a blank between, «5s», «50ms», «12.5ms», «2m», «1h».
/// </summary>
internal static class TimeText
{
    /// <summary>The finest that is told apart, so that every time can be written exactly.</summary>
    public static readonly TimeSpan Finest = TimeSpan.FromMicroseconds(1);

    private const string Units = "A time is a number and `ms`, `s`, `m` or `h`, such as `5s`.";

    /// <summary>Why this is no time, or null and the time.</summary>
    public static Fault? Read(string text, out TimeSpan time)
    {
        time = default;
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var number = digits < 0 ? text : text[..digits];
        if (!IsNumber(number))
        {
            return new Fault(
                DiagnosticKind.NotATime, $"`{Token.Shorten(text)}` is no time", Units);
        }

        if (digits < 0)
        {
            return new Fault(DiagnosticKind.TimeUnitMissing,
                $"the time `{Token.Shorten(text)}` has no unit",
                $"Write `{Token.Shorten(text)}s` for seconds.");
        }

        return UnitTicks(text.AsSpan(digits)) is { } ticks
            ? Scale(text, number, ticks, out time)
            : new Fault(
                DiagnosticKind.NotATime, $"`{Token.Shorten(text)}` is no time", Units);
    }

    /// <summary>The shortest text that reads back as this time (whole microseconds).</summary>
    public static string Format(TimeSpan time)
    {
        if (time.Ticks % TimeSpan.TicksPerSecond == 0)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"{time.Ticks / TimeSpan.TicksPerSecond}s");
        }

        var milliseconds = (decimal)time.Ticks / TimeSpan.TicksPerMillisecond;
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.###}ms");
    }

    private static Fault? Scale(
        string text, string number, long unitTicks, out TimeSpan time)
    {
        time = default;
        const int LongestNumber = 20;
        var exact = number.Length <= LongestNumber
            ? decimal.Parse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
                * unitTicks
            : decimal.MaxValue;
        if (exact > Limits.LongestConfiguredTime.Ticks)
        {
            return new Fault(DiagnosticKind.TimeTooLong,
                $"the time `{Token.Shorten(text)}` is too long",
                $"The longest is {Limits.LongestConfiguredTime.TotalHours:0}h.");
        }

        if (exact % Finest.Ticks != 0)
        {
            return new Fault(DiagnosticKind.TimeTooFine,
                $"the time `{Token.Shorten(text)}` is finer than a microsecond",
                "The shortest is `0.001ms`.");
        }

        time = TimeSpan.FromTicks((long)exact);
        return null;
    }

    private static long? UnitTicks(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" or "MS" or "Ms" or "mS" => TimeSpan.TicksPerMillisecond,
        "s" or "S" => TimeSpan.TicksPerSecond,
        "m" or "M" => TimeSpan.TicksPerMinute,
        "h" or "H" => TimeSpan.TicksPerHour,
        _ => null,
    };

    private static bool IsNumber(string text) => text.Length > 0
        && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
        && text.AsSpan().Count('.') <= 1;
}
