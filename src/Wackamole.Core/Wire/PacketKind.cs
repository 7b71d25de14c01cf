namespace Wackamole.Core.Wire;

/// <summary>What a packet says (PROTOCOL.md 2). Append only: on the wire.</summary>
public enum PacketKind : byte
{
    /// <summary>I am here, this is whom I hear and where I am (HeartbeatBody).</summary>
    Heartbeat = 1,

    /// <summary>A coordinator proposes a view (ProposeBody).</summary>
    Propose = 2,

    /// <summary>A promise, with the waits that are still running (AcceptBody).</summary>
    Accept = 3,

    /// <summary>No promise, and why (RefuseBody).</summary>
    Refuse = 4,

    /// <summary>All have promised: this is the view (InstallBody).</summary>
    Install = 5,

    /// <summary>Something higher was promised since (InstallRefusedBody).</summary>
    InstallRefused = 6,

    /// <summary>A fragment of a message for the sequencer (SubmitBody).</summary>
    Submit = 7,

    /// <summary>A fragment with its place in the view's order (OrderedBody).</summary>
    Ordered = 8,

    /// <summary>Places of the order that are missing (ResendBody).</summary>
    Resend = 9,

    /// <summary>
    /// To a host whose clock went back: a newer incarnation is known (StaleIncarnationBody).
    /// </summary>
    StaleIncarnation = 10,

    /// <summary>Two machines were given one name (DuplicateNameBody).</summary>
    DuplicateName = 11,

    /// <summary>This incarnation is dead, its addresses are gone (DeadBody).</summary>
    Dead = 12,
}
