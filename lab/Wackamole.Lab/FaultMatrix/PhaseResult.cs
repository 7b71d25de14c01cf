using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// What the client saw of one phase. Milliseconds; null where no address is of a kind.
/// </summary>
internal sealed record PhaseResult
{
    public required string Case { get; init; }

    public required Phase Phase { get; init; }

    public required int Hosts { get; init; }

    /// <summary>How long things take on the cluster's engine.</summary>
    public required EngineTimes Times { get; init; }

    /// <summary>Whether every host reported that its kernel enforces the lease.</summary>
    public required bool Fenced { get; init; }

    /// <summary>Addresses that another host answered for, if only for a while.</summary>
    public required int Moved { get; init; }

    public required double? MovedGapMs { get; init; }

    public required double? OthersGapMs { get; init; }

    /// <summary>The longest time the observer itself was not run.</summary>
    public required double StallMs { get; init; }

    public required long DuplicateRounds { get; init; }

    public required double DuplicateMs { get; init; }

    public required int NeedlessMoves { get; init; }

    public required double ActMs { get; init; }

    /// <summary>From the end of the act until the cluster was steady.</summary>
    public required double SteadyMs { get; init; }

    public IReadOnlyList<Miss> Misses => Judgement.Of(this);
}
