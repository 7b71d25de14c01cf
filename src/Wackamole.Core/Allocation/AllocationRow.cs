using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>One virtual interface of the table, for people to read.</summary>
/// <param name="Holder">Who holds it or is about to; null for nobody.</param>
/// <param name="Since">When this host saw it come to this holder (or to nobody).</param>
/// <param name="Reason">
/// Why it is uncovered or moving, in one sentence; null where all is well.
/// </param>
/// <param name="PinnedTo">The member that an operator moved it to, or null.</param>
/// <param name="PreferredBy">Names of the members that would rather hold it.</param>
public sealed record AllocationRow(
    IpAddress Head, MemberId? Holder, Instant Since, Coverage Coverage, string? Reason,
    string? PinnedTo, ImmutableArray<string> PreferredBy);
