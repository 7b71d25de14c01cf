using System.Globalization;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>Holds what was seen of a phase against what is written beside it.</summary>
internal static class Judgement
{
    public static IReadOnlyList<Miss> Of(PhaseResult seen) =>
    [
        .. Gaps(seen), .. Duplicates(seen) is { } doubled ? [doubled] : Array.Empty<Miss>(),
        .. NeedlessMoves(seen), .. Steadiness(seen),
    ];

    private static IEnumerable<Miss> Gaps(PhaseResult seen)
    {
        // A machine that was not run shows in addresses that nobody touched, too.
        var expected = seen.Phase.Expected;
        if (expected.Moved is { } moved && seen.MovedGapMs is { } movedGap
            && movedGap > GapLimitMs(seen, moved) + seen.StallMs + (seen.OthersGapMs ?? 0))
        {
            yield return Silent(seen, "an address that moved", movedGap, moved);
        }

        if (expected.Others is { } others && seen.OthersGapMs is { } othersGap
            && othersGap > GapLimitMs(seen, others) + seen.StallMs)
        {
            yield return Silent(seen, "an address that did not move", othersGap, others);
        }
    }

    /// <summary>Two answered longer than the phase may have it; null where none did.</summary>
    public static Miss? Duplicates(PhaseResult seen)
    {
        if (seen.DuplicateRounds == 0
            || seen.Phase.Expected.Doubled.For(seen.Fenced) is not { } limit)
        {
            return null;
        }

        // Where none may be, no stall excuses one.
        var limitMs = limit == EngineTime.None ? 0
            : limit.On(seen.Times).TotalMilliseconds + ActMs(seen) + seen.StallMs;
        return limitMs > 0 && seen.DuplicateMs <= limitMs ? null
            : new Miss(string.Create(CultureInfo.InvariantCulture,
                $"two hosts answered for one address, {seen.DuplicateRounds} times in " +
                $"{Ms(seen.DuplicateMs)} (at most {Ms(limitMs)} expected)"), false);
    }

    /// <summary>
    /// A stall as long as half the detection time may have looked like a death to the others.
    /// </summary>
    private static IEnumerable<Miss> NeedlessMoves(PhaseResult seen)
    {
        if (seen.Phase.Expected.NeedlessMoves is { } most && seen.NeedlessMoves > most)
        {
            var longest = Math.Max(seen.StallMs, seen.OthersGapMs ?? 0);
            yield return new Miss(string.Create(CultureInfo.InvariantCulture,
                $"{seen.NeedlessMoves} moves were needless (at most {most} expected)"),
                longest > seen.Times.Timing.Detection.TotalMilliseconds / 2);
        }
    }

    private static IEnumerable<Miss> Steadiness(PhaseResult seen)
    {
        var limitMs = GapLimitMs(seen, seen.Phase.Expected.Steady);
        if (seen.SteadyMs > limitMs + seen.StallMs)
        {
            yield return new Miss($"it took {Ms(seen.SteadyMs)} to become steady " +
                $"(at most {Ms(limitMs)} expected)", true);
        }
    }

    private static double GapLimitMs(PhaseResult seen, EngineTime time) =>
        time.On(seen.Times).TotalMilliseconds + ActMs(seen)
        + (time.On(seen.Times) == TimeSpan.Zero
            ? Expectation.MoveMargin : Expectation.TakeOverMargin).TotalMilliseconds;

    private static double ActMs(PhaseResult seen) =>
        seen.Phase.Expected.ActCounts ? seen.ActMs : 0;

    /// <summary>
    /// A daemon that was not run for a moment is late by that moment. By more than a whole
    /// detection time, while the observer was run all along, is no stall: it is believed at once.
    /// </summary>
    private static Miss Silent(
        PhaseResult seen, string what, double gapMs, EngineTime time)
    {
        var limitMs = GapLimitMs(seen, time);
        var detectionMs = seen.Times.Timing.Detection.TotalMilliseconds;
        return new Miss(
            $"{what} did not answer for {Ms(gapMs)} (at most {Ms(limitMs)} expected)",
            gapMs - limitMs <= detectionMs || seen.StallMs > detectionMs / 2);
    }

    private static string Ms(double time) =>
        string.Create(CultureInfo.InvariantCulture, $"{time:0} ms");
}
