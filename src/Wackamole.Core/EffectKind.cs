namespace Wackamole.Core;

public enum EffectKind
{
    /// <summary>Send Payload to Destination over Link.</summary>
    Send,

    /// <summary>
    /// Set the lease word to Deadline (Past: withdraw it); one store in the shell.
    /// </summary>
    SetLease,

    /// <summary>Do Action.</summary>
    Act,
}
