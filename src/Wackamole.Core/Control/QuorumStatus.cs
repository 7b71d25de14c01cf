using System.Collections.Immutable;

namespace Wackamole.Core.Control;

/// <summary>Who votes, and whether this host's part of the cluster has a majority.</summary>
public sealed record QuorumStatus
{
    public required bool Quorate { get; init; }

    /// <summary>Why not, in one sentence; null where it is quorate.</summary>
    public string? Reason { get; init; }

    /// <summary>Votes that are counted here, by the list in force.</summary>
    public required int Votes { get; init; }

    public required int Needed { get; init; }

    /// <summary>Of the list in force; 0 where none is known, or the engine counts.</summary>
    public required ulong Generation { get; init; }

    /// <summary>By name.</summary>
    public required ImmutableArray<VoterStatus> Voters { get; init; }

    /// <summary>The names of a next list that is on its way; empty where none is.</summary>
    public ImmutableArray<string> Next { get; init; } = [];

    /// <summary>
    /// Members whose configuration names other voters than this host's: while there are any, no
    /// change begins.
    /// </summary>
    public ImmutableArray<string> Differing { get; init; } = [];

    /// <summary>Why the list cannot be read or kept on this host; null where it can.</summary>
    public string? DiskFault { get; init; }
}
