namespace Spread.Client;

/// <summary>
/// Something that arrived on a session, in the order in which the daemon delivered it: a
/// RegularMessage, a MembershipMessage, a TransitionalMessage, a SelfLeaveMessage, a
/// RejectedMessage, or a RefusedFrame.
/// </summary>
public abstract record SpreadMessage
{
    private protected SpreadMessage()
    {
    }

    /// <summary>Bytes that it keeps in memory, roughly.</summary>
    internal abstract int Weight { get; }
}
