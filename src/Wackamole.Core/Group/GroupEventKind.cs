namespace Wackamole.Core.Group;

/// <summary>What an engine tells (PROTOCOL.md, section 1).</summary>
public enum GroupEventKind
{
    /// <summary>A view was installed.</summary>
    View,

    /// <summary>A message was delivered in the present view, in its order.</summary>
    Message,

    /// <summary>
    /// An own message was not delivered in the view it was sent in, and never will be.
    /// </summary>
    Dropped,

    /// <summary>Out of the group: release everything, then join again.</summary>
    Lost,
}
