using System.Collections.Immutable;

namespace Spread.Client;

/// <summary>A group has new members: a view. Ordered among Agreed and Safe messages.</summary>
public sealed record MembershipMessage : SpreadMessage
{
    /// <summary>Whose members they are.</summary>
    public required string Group { get; init; }

    /// <summary>Why they changed.</summary>
    public required MembershipCause Cause { get; init; }

    /// <summary>
    /// Private groups of all members after the change, in an order that is the same at every
    /// member (by daemon, then by name; not by age).
    /// </summary>
    public required ImmutableArray<string> Members { get; init; }

    /// <summary>Identifies this view.</summary>
    public required GroupId Id { get; init; }

    /// <summary>
    /// For Network: the members in sets, each of those that came together from one former view and
    /// delivered the same messages in it (virtual synchrony). Else one set of one name: who
    /// joined, left or was disconnected.
    /// </summary>
    public required ImmutableArray<ImmutableArray<string>> Sets { get; init; }

    /// <summary>Which of the sets is the receiver's own, for Network.</summary>
    public int OwnSet { get; init; }

    /// <summary>Who joined, left or was disconnected; null for Network.</summary>
    public string? Changed => Cause == MembershipCause.Network ? null : Sets[0][0];

    /// <summary>
    /// For Network, the members that came with the receiver from its former view; else empty.
    /// </summary>
    public ImmutableArray<string> CameAlong =>
        Cause == MembershipCause.Network ? Sets[OwnSet] : [];

    internal override int Weight =>
        (Members.Length + Sets.Sum(set => set.Length) + 2) * SpreadLimits.NameFieldBytes;
}
