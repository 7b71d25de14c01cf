namespace Wackamole.Tests.Simulation;

/// <summary>Lengths of simulated time. The simulator counts true nanoseconds in a long.</summary>
internal static class Span
{
    public const long Microsecond = 1_000;
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000_000_000;

    public static long Of(TimeSpan duration) => duration.Ticks * TimeSpan.NanosecondsPerTick;

    public static string Text(long ns) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"{ns / 1e6:0.###} ms");
}
