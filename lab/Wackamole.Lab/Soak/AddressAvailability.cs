using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Soak;

/// <summary>How much of a soak one address was answered. Milliseconds.</summary>
/// <param name="HolesMs">Without an answer, in gaps longer than a moment, over all.</param>
/// <param name="LongestMs">The longest such gap.</param>
/// <param name="Cause">What was on during that one; null where there was none.</param>
internal sealed record AddressAvailability(
    string Address, double WatchedMs, double HolesMs, double LongestMs, string? Cause)
{
    private const double Hundred = 100;

    public double Percent => WatchedMs <= 0 ? 0 : Hundred * (1 - HolesMs / WatchedMs);

    /// <summary>With one more window, and what was on in it.</summary>
    public AddressAvailability And(AddressObservation seen, double windowMs, string cause) =>
        this with
        {
            WatchedMs = WatchedMs + windowMs,
            HolesMs = HolesMs + seen.HolesMs,
            LongestMs = Math.Max(LongestMs, LengthOf(seen)),
            Cause = LengthOf(seen) > LongestMs ? cause : Cause,
        };

    private static double LengthOf(AddressObservation seen) => seen.HolesMs > 0 ? seen.GapMs : 0;
}
