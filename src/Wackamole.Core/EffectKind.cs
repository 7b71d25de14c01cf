namespace Wackamole.Core;

public enum EffectKind
{
    /// <summary>Send Payload to Destination over Link.</summary>
    Send,

    /// <summary>
    /// Set the lease word to Deadline (Past: withdraw it); one store in the shell.
    /// </summary>
    SetLease,

    /// <summary>Multicast Payload by the engine's session, in its one order.</summary>
    Multicast,

    /// <summary>
    /// The same, and given back only once every member's engine has it, where it can do that.
    /// </summary>
    MulticastSafe,

    /// <summary>Do Action.</summary>
    Act,
}
