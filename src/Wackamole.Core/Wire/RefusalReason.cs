namespace Wackamole.Core.Wire;

/// <summary>
/// Why a datagram was refused; RefusalText says it in words. Append only: counted.
/// </summary>
public enum RefusalReason : byte
{
    /// <summary>It was not refused.</summary>
    None = 0,

    /// <summary>Shorter than any packet.</summary>
    TooShort = 1,

    /// <summary>Longer than any packet.</summary>
    TooLong = 2,

    /// <summary>It does not begin as our packets do.</summary>
    NotOurs = 3,

    /// <summary>A version of the protocol that is not spoken here.</summary>
    OtherVersion = 4,

    /// <summary>Of another group.</summary>
    OtherCluster = 5,

    /// <summary>A kind of packet that is not known here.</summary>
    UnknownKind = 6,

    /// <summary>The sender's name is none.</summary>
    BadName = 7,

    /// <summary>Sealed with another key, or altered.</summary>
    Unauthenticated = 8,

    /// <summary>Not sealed, where this host has a key.</summary>
    PlainWhereSealed = 9,

    /// <summary>Sealed, where this host has no key.</summary>
    SealedWherePlain = 10,

    /// <summary>Sealed with an algorithm that this host does not have.</summary>
    UnsupportedAlgorithm = 11,

    /// <summary>The checksum of a packet that is not sealed is wrong.</summary>
    Damaged = 12,

    /// <summary>It is authentic, but its body is not as this version writes it.</summary>
    Malformed = 13,

    /// <summary>
    /// It came before, or is too old to know (counted apart from the second link's copy).
    /// </summary>
    Replayed = 14,

    /// <summary>Of an earlier run than the newest that is known.</summary>
    StaleIncarnation = 15,

    /// <summary>A member's name from another machine.</summary>
    DuplicateName = 16,

    /// <summary>Of an incarnation that was withdrawn from for good.</summary>
    Withdrawn = 17,

    /// <summary>There are as many members as a view can have.</summary>
    TooManyMembers = 18,

    /// <summary>Of a view other than the one installed here.</summary>
    OtherView = 19,

    /// <summary>Our own packet came back (multicast, or an own address among the peers).</summary>
    OwnPacket = 20,
}
