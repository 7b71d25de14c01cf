using System.Globalization;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// What one phase may cost. Times are the engine's, to which a margin for a machine with other
/// work comes; null where a thing is not judged.
/// </summary>
internal sealed record Expectation
{
    /// <summary>What a move takes that both sides take part in.</summary>
    public static readonly TimeSpan MoveMargin = TimeSpan.FromMilliseconds(60);

    /// <summary>What anything may take beyond the engine's own time for it.</summary>
    public static readonly TimeSpan TakeOverMargin = TimeSpan.FromMilliseconds(150);

    /// <summary>A holder is gone without a word; the others take what it held.</summary>
    public static readonly Expectation TakeOver = new() { Moved = EngineTime.TakeOver };

    /// <summary>Nothing is lost: holders hand over, or nothing moves at all.</summary>
    public static readonly Expectation Smooth = new() { Moved = EngineTime.None };

    /// <summary>
    /// A host comes (back): it is waited for, heard, taken into the view, and gets its share.
    /// </summary>
    public static readonly Expectation Join = Smooth with { Steady = EngineTime.Joined };

    /// <summary>Longest interruption of an address that moved.</summary>
    public EngineTime? Moved { get; init; }

    /// <summary>Longest gap of an address that did not move.</summary>
    public EngineTime? Others { get; init; } = EngineTime.None;

    public DuplicateLimit Doubled { get; init; } = DuplicateLimit.None;

    /// <summary>Moves beyond those without which no even spread could be reached.</summary>
    public int? NeedlessMoves { get; init; } = 0;

    /// <summary>
    /// From the end of the act until all hosts agree, hold everything and share it evenly.
    /// </summary>
    public EngineTime Steady { get; init; } = EngineTime.Settled;

    /// <summary>
    /// The fault goes on for as long as the act does (a cable that flaps, filters that are
    /// removed one after another): that long is added to every limit.
    /// </summary>
    public bool ActCounts { get; init; }

    /// <summary>In the words of the table.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Text(Moved)} / {Text(Others)}; doubled {Doubled}; needless " +
        $"{NeedlessMoves?.ToString(CultureInfo.InvariantCulture) ?? "any"}; " +
        $"steady {Steady}");

    private static string Text(EngineTime? time) => time?.Name ?? "any";
}
