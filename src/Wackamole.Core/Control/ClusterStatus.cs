using System.Collections.Immutable;

namespace Wackamole.Core.Control;

/// <summary>The whole cluster as one host sees it. Durations are in seconds.</summary>
public sealed record ClusterStatus
{
    /// <summary>The host that answers.</summary>
    public required string Node { get; init; }

    public required string Group { get; init; }

    /// <summary>mesh, corosync or spread.</summary>
    public required string Engine { get; init; }

    /// <summary>joining, boot, gather, run, failed, draining, leaving, yielding or
    /// no-majority, no-engine.</summary>
    public required string State { get; init; }

    /// <summary>The id of the installed view, or «none».</summary>
    public required string View { get; init; }

    public required double ViewAgeSeconds { get; init; }

    public required bool Mature { get; init; }

    /// <summary>Whether this host may answer for its addresses now.</summary>
    public required bool LeaseValid { get; init; }

    /// <summary>
    /// «kernel» where the kernel enforces the lease on this host, else «none».
    /// </summary>
    public string Fence { get; init; } = "none";

    /// <summary>Why it does not, in one sentence; null where it does.</summary>
    public string? WhyUnfenced { get; init; }

    /// <summary>Null where no majority is asked for (Quorum = none).</summary>
    public QuorumStatus? Quorum { get; init; }

    public required ImmutableArray<MemberStatus> Members { get; init; }

    public required ImmutableArray<VirtualInterfaceStatus> VirtualInterfaces { get; init; }

    /// <summary>
    /// Counters, by name: packets sent, received, refused by reason, views, lapses …
    /// </summary>
    public required ImmutableSortedDictionary<string, long> Counters { get; init; }
}
