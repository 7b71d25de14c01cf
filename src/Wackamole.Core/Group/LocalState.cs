using Wackamole.Core.Lease;
using Wackamole.Core.Quorum;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What a host says of itself in its heartbeats, beside what the mesh knows.</summary>
public readonly record struct LocalState(
    bool Complete, ulong CatalogueDigest, HeartbeatFlags Flags, FenceKind Fence, int Weight)
{
    /// <summary>By which lists votes are counted; null where a majority is not asked for.</summary>
    public Electorate? Electorate { get; init; }

    /// <summary>How much of the voter lists this host has on its disk; 0 for nothing.</summary>
    public ulong VoterStamp { get; init; }
}
