namespace Spread.Client;

/// <summary>Why a group has new members.</summary>
public enum MembershipCause
{
    /// <summary>One member joined.</summary>
    Join,

    /// <summary>One member left.</summary>
    Leave,

    /// <summary>One member's session ended, in order or not.</summary>
    Disconnect,

    /// <summary>
    /// Daemons were lost or found again. May also contain joins and leaves that were ordered
    /// during the change.
    /// </summary>
    Network,
}
