using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackamole.Core.Quorum;

namespace Wackamole.Core;

/// <summary>What the shell alone can know when a node starts.</summary>
/// <param name="MachineId">
/// Tells two machines apart that were given one name; the same for every run on one machine.
/// </param>
/// <param name="Incarnation">
/// Greater than that of every earlier run of this node, as far as known.
/// </param>
/// <param name="Seed">Random bits: nonces and back-off times are made from them.</param>
/// <param name="Fence">Whether the kernel enforces the lease here.</param>
/// <param name="Interfaces">The network interfaces as they are now.</param>
public sealed record NodeStart(
    ulong MachineId, ulong Incarnation, UInt128 Seed, FenceKind Fence,
    ImmutableArray<NetworkInterface> Interfaces)
{
    /// <summary>Why the kernel does not enforce the lease; null where it does.</summary>
    public string? WhyUnfenced { get; init; }

    /// <summary>What this host's disk says of the voters; null for nothing.</summary>
    public VoterRecord? Voters { get; init; }

    /// <summary>Why the disk says nothing though it should; null where it could be read.</summary>
    public string? VotersFault { get; init; }

    /// <summary>
    /// Whether virtual interfaces may be held as the fence is; without, none is offered.
    /// </summary>
    public bool MayHold { get; init; } = true;
}
