using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>
/// What members tell each other about virtual interfaces, in the total order of a view.
/// </summary>
public abstract record AllocationMessage
{
    private AllocationMessage()
    {
    }

    /// <summary>What a member is and holds, first thing in every view.</summary>
    public sealed record State : AllocationMessage
    {
        public bool Mature { get; init; }

        public bool Draining { get; init; }

        public bool Yielding { get; init; }

        /// <summary>The last view in which the sender had a table, or None.</summary>
        public ViewId FormerView { get; init; } = ViewId.None;

        /// <summary>How many members that view had; 0 for None.</summary>
        public int FormerSize { get; init; }

        /// <summary>How long nothing unheld may be added, from the sending on.</summary>
        public TimeSpan RemainingWait { get; init; }

        public ulong CatalogueDigest { get; init; }

        /// <summary>Heads in the sender's catalogue: the length of every bitmap.</summary>
        public int CatalogueCount { get; init; }

        public required Offer Offer { get; init; }

        /// <summary>What may be in the sender's kernel.</summary>
        public required Bitmap Held { get; init; }

        /// <summary>Of those, the ones whose addition or removal is under way.</summary>
        public required Bitmap Unconfirmed { get; init; }

        /// <summary>What may be in its kernel though its catalogue lists it no more.</summary>
        public ImmutableArray<IpAddress> AlsoHeld { get; init; } = [];

        /// <summary>In order of heads.</summary>
        public ImmutableArray<Pin> Pins { get; init; } = [];

        /// <summary>The greatest version of a pin that the sender ever saw.</summary>
        public ulong PinClock { get; init; }

        /// <summary>Balance rounds since the cluster was formed.</summary>
        public uint BalanceRound { get; init; }
    }

    /// <summary>The sender's catalogue by name, where the members' digests differ.</summary>
    public sealed record Heads(ImmutableArray<IpAddress> Listed) : AllocationMessage;

    /// <summary>The waiting of a fresh cluster is over.</summary>
    public sealed record MatureNow : AllocationMessage;

    /// <summary>
    /// Every member computes the moves of a round from its table; null for no limit.
    /// </summary>
    public sealed record Balance(int? Limit) : AllocationMessage;

    /// <summary>The sender's kernel does not have these any more.</summary>
    public sealed record Released(ImmutableArray<IpAddress> Gone) : AllocationMessage;

    /// <summary>The sender's kernel has these.</summary>
    public sealed record Acquired(ImmutableArray<IpAddress> Present) : AllocationMessage;

    /// <summary>
    /// The sender could not add these, has nothing of them, and holds off for a while.
    /// </summary>
    public sealed record Failed(ImmutableArray<HeadReason> Faults) : AllocationMessage;

    /// <summary>Whether the sender can hold these.</summary>
    public sealed record Eligible(ImmutableArray<HeadReason> Changes) : AllocationMessage;

    /// <summary>An operator wants it on this member, to stay.</summary>
    public sealed record PinTo(IpAddress Head, string Member) : AllocationMessage;

    /// <summary>An operator ends a pin; null for all.</summary>
    public sealed record Unpin(IpAddress? Head) : AllocationMessage;

    /// <summary>A member (not always the sender) begins or ends to hold off.</summary>
    public sealed record Drain(string Member, bool On) : AllocationMessage;

    /// <summary>The sender yields to a senior view, or does so no more.</summary>
    public sealed record Yield(bool On) : AllocationMessage;

    /// <summary>The sender's catalogue, weight or preferences changed.</summary>
    public sealed record Reconfigured(ImmutableArray<IpAddress> Listed, Offer Offer)
        : AllocationMessage;
}
