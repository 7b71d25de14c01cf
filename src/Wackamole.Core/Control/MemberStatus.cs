using System.Collections.Immutable;

namespace Wackamole.Core.Control;

/// <summary>One host of the cluster, as the host that answers sees it.</summary>
public sealed record MemberStatus
{
    public required string Name { get; init; }

    public required ulong Incarnation { get; init; }

    /// <summary>
    /// self, member, joining (heard, not yet in the view), one-way (heard, does not hear us),
    /// silent (not heard any more), withdrawn.
    /// </summary>
    public required string State { get; init; }

    /// <summary>draining, leaving, witness, yielding, unfenced, lease-invalid.</summary>
    public required ImmutableArray<string> Flags { get; init; }

    /// <summary>Since this host first heard this incarnation.</summary>
    public required double AgeSeconds { get; init; }

    /// <summary>Since the last packet; 0 for self.</summary>
    public required double SilentSeconds { get; init; }

    public required int Weight { get; init; }

    /// <summary>Virtual interfaces that it holds.</summary>
    public required int Held { get; init; }

    public required ImmutableArray<LinkStatus> Links { get; init; }
}
