namespace Wackamole.Core.Wire;

/// <summary>
/// Why a proposal is not promised (PROTOCOL.md 2, Promise). Append only: on the wire.
/// </summary>
public enum RefuseReason : byte
{
    /// <summary>Something as high was promised already.</summary>
    EpochTooLow = 1,

    /// <summary>It contains an incarnation that the refuser withdrew from.</summary>
    WithdrawnMember = 2,

    /// <summary>The refuser prefers a lower coordinator.</summary>
    NotPreferred = 3,

    /// <summary>It leaves out somebody whom the refuser hears both ways.</summary>
    LeavesOutHeard = 4,

    /// <summary>The refuser is not in it.</summary>
    NotIncluded = 5,

    /// <summary>The refuser has just started.</summary>
    Silent = 6,

    /// <summary>The coordinator hears nobody: it could not hear an Accept either.</summary>
    Deaf = 7,
}
