namespace Spread.Client;

/// <summary>This session has left a group; nothing more of that group follows.</summary>
public sealed record SelfLeaveMessage : SpreadMessage
{
    /// <summary>The group that was left.</summary>
    public required string Group { get; init; }

    internal override int Weight => SpreadLimits.NameFieldBytes;
}
