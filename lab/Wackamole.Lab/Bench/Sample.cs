using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Bench;

/// <summary>One run of one figure.</summary>
/// <param name="Value">What the figure is about, in its unit; lower is better.</param>
/// <param name="UnmovedGapMs">
/// The longest gap meanwhile of addresses that nothing happened to.
/// </param>
/// <param name="StallMs">The longest time meanwhile that the observer was not run.</param>
internal sealed record Sample(
    double Value, double? UnmovedGapMs, double StallMs, long DuplicateRounds)
{
    /// <summary>
    /// Above this the machine itself was not run for so long that the sample says little: a
    /// few milliseconds are what a probe each millisecond shows on a quiet machine.
    /// </summary>
    private const double QuietMs = 5;

    public bool IsDisturbed => StallMs > QuietMs || UnmovedGapMs > QuietMs;

    public static Sample OfGap(Interruption seen) => new(
        seen.MovedGapMs ?? throw new LabException($"nothing moved: {seen.Event}"),
        seen.UnmovedGapMs, seen.StallMs, seen.DuplicateRounds);
}
