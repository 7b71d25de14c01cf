using Wackamole.Core.Lease;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What a host says of itself in its heartbeats, beside what the mesh knows.</summary>
public readonly record struct LocalState(
    bool Complete, ulong CatalogueDigest, HeartbeatFlags Flags, FenceKind Fence, int Weight);
