using System.Globalization;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// What one phase may cost. Times are multiples of the detection time T, to which a margin for a
/// machine with other work comes; null where a thing is not judged.
/// </summary>
internal sealed record Expectation
{
    /// <summary>What a move takes that both sides take part in.</summary>
    public static readonly TimeSpan MoveMargin = TimeSpan.FromMilliseconds(60);

    /// <summary>What a take-over may take beyond the detection time.</summary>
    public static readonly TimeSpan TakeOverMargin = TimeSpan.FromMilliseconds(150);

    /// <summary>A holder is gone without a word; the others take what it held.</summary>
    public static readonly Expectation TakeOver = new() { MovedT = 1, SteadyT = 3 };

    /// <summary>Nothing is lost: holders hand over, or nothing moves at all.</summary>
    public static readonly Expectation Smooth = new() { MovedT = 0, SteadyT = 3 };

    /// <summary>
    /// A host comes (back): it is waited for, heard, taken into the view, and gets its share.
    /// </summary>
    public static readonly Expectation Join = Smooth with { SteadyT = 15 };

    /// <summary>Longest interruption of an address that moved.</summary>
    public double? MovedT { get; init; }

    /// <summary>Longest gap of an address that did not move.</summary>
    public double? OthersT { get; init; } = 0;

    public DuplicateLimit Doubled { get; init; } = DuplicateLimit.None;

    /// <summary>Moves beyond those without which no even spread could be reached.</summary>
    public int? NeedlessMoves { get; init; } = 0;

    /// <summary>
    /// From the end of the act until all hosts agree, hold everything and share it evenly.
    /// </summary>
    public double SteadyT { get; init; } = 3;

    /// <summary>
    /// The fault goes on for as long as the act does (a cable that flaps, filters that are
    /// removed one after another): that long is added to every limit.
    /// </summary>
    public bool ActCounts { get; init; }

    /// <summary>In the words of the table.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Times(MovedT)} / {Times(OthersT)}; doubled {Doubled}; needless " +
        $"{NeedlessMoves?.ToString(CultureInfo.InvariantCulture) ?? "any"}; " +
        $"steady {Times(SteadyT)}");

    private static string Times(double? factor) => factor is { } times
        ? string.Create(CultureInfo.InvariantCulture, $"{times:0.##} T") : "any";
}
