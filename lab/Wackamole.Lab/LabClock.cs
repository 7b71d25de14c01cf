using System.Diagnostics;
using Wackamole.Core.Values;

namespace Wackamole.Lab;

/// <summary>
/// The machine's monotonic clock (CLOCK_MONOTONIC): the same for every process of the machine,
/// so that the lab and its observer speak of the same moments.
/// </summary>
internal static class LabClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly long NanosecondsPerTick = NanosecondsPerSecond / Stopwatch.Frequency;

    public static long Nanoseconds => Stopwatch.GetTimestamp() * NanosecondsPerTick;

    public static Instant Now => new(Nanoseconds);
}
