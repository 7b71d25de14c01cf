namespace Spread.Client;

/// <summary>
/// Something arrived that no daemon sends by itself: in practice another client's forgery, since a
/// daemon passes unknown bits on. It says nothing about any group, and the session goes on.
/// </summary>
public sealed record RefusedFrame : SpreadMessage
{
    /// <summary>What is wrong with it.</summary>
    public required FrameRefusal Reason { get; init; }

    /// <summary>Its type field as received, without the mark of byte order.</summary>
    public required uint Type { get; init; }

    /// <summary>Who sent it, as far as its first 31 bytes say.</summary>
    public required string Sender { get; init; }

    internal override int Weight => SpreadLimits.NameFieldBytes;
}
