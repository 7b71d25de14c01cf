namespace Wackamole.Lab.Observing;

/// <summary>What was seen of one address in a window of time. Milliseconds.</summary>
/// <param name="GapMs">The longest time without an answer that touches the window.</param>
/// <param name="GapBeginMs">When it began, from the window's begin; may be negative.</param>
/// <param name="Open">No answer came after it yet.</param>
/// <param name="StalledMs">How much of the gap the observer itself was not run.</param>
/// <param name="Answers">Echo replies within the window.</param>
/// <param name="Before">Hardware address of who answered last before the window, or null.</param>
/// <param name="After">The same at its end.</param>
/// <param name="DuplicateRounds">Broadcast questions that two stations answered.</param>
/// <param name="DuplicateMs">From the first of these to the last.</param>
internal sealed record AddressObservation(
    string Address, double GapMs, double GapBeginMs, bool Open, double StalledMs, long Answers,
    string? Before, string? After, long DuplicateRounds, double DuplicateMs)
{
    /// <summary>How often the station that answers has changed within the window.</summary>
    public long Changes { get; init; }

    /// <summary>
    /// What all gaps of more than HoleMs take of the window, without the observer's stalls.
    /// </summary>
    public double HolesMs { get; init; }

    /// <summary>A shorter gap is a lost packet or a busy moment, and no client's concern.</summary>
    public const double HoleMs = 10;
}
