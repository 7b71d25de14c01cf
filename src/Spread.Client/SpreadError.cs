namespace Spread.Client;

/// <summary>
/// What went wrong. The numbers from -1 to -20 are those of the protocol, where it has one.
/// </summary>
public enum SpreadError
{
    /// <summary>The text does not name a daemon.</summary>
    IllegalDaemonAddress = -1,

    /// <summary>Nobody listens there, or the way to it is closed.</summary>
    CouldNotConnect = -2,

    /// <summary>The daemon has as many sessions as it takes.</summary>
    TooManySessions = -3,

    /// <summary>The daemon wants a name, and none was given.</summary>
    NoName = -4,

    /// <summary>The private name has an illegal length or character.</summary>
    IllegalName = -5,

    /// <summary>
    /// Another session of this daemon has the private name; for a moment after a crash of its
    /// former owner this is normal.
    /// </summary>
    NameInUse = -6,

    /// <summary>The daemon wants a newer client.</summary>
    VersionTooOld = -7,

    /// <summary>The session has ended: by the daemon, by the network, or by Disconnect.</summary>
    ConnectionClosed = -8,

    /// <summary>
    /// The daemon refuses the authentication, or does not offer the method wanted.
    /// </summary>
    AuthenticationFailed = -9,

    /// <summary>Not one of the six services.</summary>
    IllegalService = -12,

    /// <summary>
    /// A group's name has an illegal length or character, or there are none or too many.
    /// </summary>
    IllegalGroup = -14,

    /// <summary>More data than a daemon can carry.</summary>
    MessageTooLong = -17,

    /// <summary>The daemon sent what the protocol does not know.</summary>
    ProtocolViolation = -101,

    /// <summary>
    /// The daemon ended the handshake without a word, or its word was lost in a reset.
    /// </summary>
    RefusedWithoutReason = -102,

    /// <summary>The daemon did not answer in time.</summary>
    TimedOut = -103,

    /// <summary>
    /// More has arrived than the receive queue may hold, because the application did not take it.
    /// </summary>
    ReceiverTooSlow = -104,
}
