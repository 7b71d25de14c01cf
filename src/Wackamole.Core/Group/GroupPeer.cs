using System.Collections.Immutable;
using Wackamole.Core.Control;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>Another host as an engine knows it, for the status.</summary>
/// <param name="State">member, joining, silent, one-way or withdrawn.</param>
/// <param name="Lease">L, as it told; zero where it has not yet.</param>
/// <param name="Age">Since this incarnation was first heard.</param>
/// <param name="Silent">Since it was last heard.</param>
public sealed record GroupPeer(
    MemberId Id, string State, HeartbeatFlags Flags, FenceKind Fence, int Weight,
    TimeSpan Lease, TimeSpan Age, TimeSpan Silent, ImmutableArray<LinkStatus> Links);
