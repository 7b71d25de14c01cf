namespace Spread.Client;

/// <summary>
/// From here until the group's next MembershipMessage, Safe messages are only known to reach the
/// members that will be in the receiver's own set of it. No early warning: the view follows
/// within milliseconds. Not sent before every Network view.
/// </summary>
public sealed record TransitionalMessage : SpreadMessage
{
    /// <summary>The group concerned.</summary>
    public required string Group { get; init; }

    /// <summary>The view that ends.</summary>
    public required GroupId Id { get; init; }

    internal override int Weight => SpreadLimits.NameFieldBytes;
}
