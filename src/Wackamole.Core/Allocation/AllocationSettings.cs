using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>What an operator decides about allocation on one host (see NodeSettings).</summary>
public sealed record AllocationSettings
{
    /// <summary>What this host can hold: its catalogue, each head once, in any order.</summary>
    public ImmutableArray<VirtualInterface> VirtualInterfaces { get; init; } = [];

    /// <summary>Blocks whose virtual interfaces (by head) this host would rather hold.</summary>
    public ImmutableArray<AddressBlock> Preferred { get; init; } = [];

    /// <summary>
    /// This host's share against the others' weights; 0 takes nothing (a witness).
    /// </summary>
    public int Weight { get; init; } = 1;

    /// <summary>How long a fresh cluster waits for others before it claims anything.</summary>
    public TimeSpan Mature { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two balance rounds.</summary>
    public TimeSpan BalanceInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Most moves of a balance round; null for all that are needed, and a first round right after
    /// each view.
    /// </summary>
    public int? AcquisitionsPerRound { get; init; } = 1;

    /// <summary>
    /// How long after a wait's end a taker may need to prove that it is counted since: an engine's
    /// order may take some heartbeats to say so.
    /// </summary>
    public TimeSpan ProofTime { get; init; } = TimeSpan.Zero;
}
