using System.Collections.Immutable;

namespace Wackamole.Core.Control;

/// <summary>One virtual interface and who holds it.</summary>
public sealed record VirtualInterfaceStatus
{
    /// <summary>The head address: the name by which all hosts know it.</summary>
    public required string Name { get; init; }

    /// <summary>Its addresses as «interface:address/prefix» where this host knows them.</summary>
    public required ImmutableArray<string> Addresses { get; init; }

    /// <summary>The member that holds it, or null.</summary>
    public required string? Holder { get; init; }

    /// <summary>
    /// Since when it has been with this holder (or with none), as far as known here.
    /// </summary>
    public required double SinceSeconds { get; init; }

    /// <summary>held, taking, moving or uncovered.</summary>
    public required string State { get; init; }

    /// <summary>Why it is uncovered or moving, in one sentence; null where all is well.</summary>
    public required string? Reason { get; init; }

    /// <summary>The member that it was pinned to by «move», or null.</summary>
    public required string? PinnedTo { get; init; }

    /// <summary>Members that prefer it.</summary>
    public required ImmutableArray<string> PreferredBy { get; init; }
}
