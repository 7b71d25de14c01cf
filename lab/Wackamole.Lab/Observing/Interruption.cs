namespace Wackamole.Lab.Observing;

/// <summary>
/// What an event cost the client. The gap of the addresses that moved means something only
/// beside that of the addresses that did not: a machine that was not run shows in both.
/// Milliseconds; null where no address is of that kind.
/// </summary>
/// <param name="MovedGapMs">The longest gap of an address whose station changed.</param>
/// <param name="UnmovedGapMs">The longest gap of an address whose station did not.</param>
/// <param name="AllAnsweredMs">
/// From the last answer of any address before it moved until all that moved answered again.
/// </param>
/// <param name="DuplicateRounds">Questions that two stations answered, over all addresses.</param>
/// <param name="DuplicateMs">How long an address had two answers, at the longest.</param>
/// <param name="StallMs">The longest time the observer itself was not run in the window.</param>
/// <param name="Silent">Addresses that did not answer at the window's end.</param>
internal sealed record Interruption(
    string Event, int Moved, double? MovedGapMs, double? UnmovedGapMs, double? AllAnsweredMs,
    long DuplicateRounds, double DuplicateMs, double StallMs, int Silent)
{
    /// <summary>An answer this old at the end of a window is no answer any more.</summary>
    private const double SilentAfterMs = 100;

    public static Interruption From(string happened, Observation seen)
    {
        var moved = seen.Addresses.Where(HasMoved).ToList();
        var unmoved = seen.Addresses.Except(moved).ToList();
        return new Interruption(
            happened,
            moved.Count,
            Longest(moved),
            Longest(unmoved),
            moved.Count == 0 ? null
                : moved.Max(it => it.GapBeginMs + it.GapMs) - moved.Max(it => it.GapBeginMs),
            seen.Addresses.Sum(it => it.DuplicateRounds),
            seen.Addresses.Select(it => it.DuplicateMs).DefaultIfEmpty().Max(),
            seen.LongestStallMs,
            seen.Addresses.Count(it => it.Open && it.GapMs > SilentAfterMs + seen.EchoPeriodMs));
    }

    /// <summary>
    /// Whether another station answers now. One that nobody had answered for, and now somebody
    /// does, was taken, not moved.
    /// </summary>
    private static bool HasMoved(AddressObservation address) => address.Before is not null
        && address.After is not null
        && !string.Equals(address.Before, address.After, StringComparison.Ordinal);

    private static double? Longest(List<AddressObservation> addresses) =>
        addresses.Count == 0 ? null : addresses.Max(it => it.GapMs);
}
