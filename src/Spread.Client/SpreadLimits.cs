namespace Spread.Client;

/// <summary>
/// What a message and a name may be. Some are narrower than what a daemon admits, because beyond
/// them daemons were seen to lose messages or to crash (Spread 5.0.1).
/// </summary>
public static class SpreadLimits
{
    /// <summary>
    /// Bytes of data and destinations (32 for each) of one message together. A daemon admits some
    /// hundred bytes more, and aborts on them.
    /// </summary>
    public const int MessageBytes = 143_152;

    /// <summary>
    /// Destinations of one message. A daemon takes up to 100, but delivers a message with more
    /// than 43 to nobody.
    /// </summary>
    public const int Groups = 43;

    /// <summary>
    /// Bytes of a group's name. A name that fills its field of 32 bytes crashes other daemons.
    /// </summary>
    public const int GroupNameBytes = 31;

    /// <summary>Bytes of a session's private name.</summary>
    public const int PrivateNameBytes = 10;

    /// <summary>Authentication methods of one handshake.</summary>
    public const int AuthenticationMethods = 3;

    /// <summary>Bytes of the name of an authentication method.</summary>
    public const int AuthenticationNameBytes = 29;

    /// <summary>
    /// Bytes of names and data of one frame that is taken from a daemon: more than any daemon
    /// sends, and little enough to keep.
    /// </summary>
    public const int ReceivedBytes = 1 << 20;

    /// <summary>Bytes of a name with the zeros after it, as it is sent.</summary>
    internal const int NameFieldBytes = 32;

    /// <summary>
    /// Most bytes of data of a message to so many destinations.
    /// </summary>
    /// <param name="groups">1 to Groups.</param>
    public static int DataBytes(int groups) => MessageBytes - NameFieldBytes * groups;
}
