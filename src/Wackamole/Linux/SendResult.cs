namespace Wackamole.Linux;

/// <summary>What became of one datagram that was to be sent.</summary>
public enum SendResult
{
    /// <summary>The kernel took it.</summary>
    Sent,

    /// <summary>The socket's send buffer is full.</summary>
    WouldBlock,

    /// <summary>There is no way to the destination now (no route, link or neighbour).</summary>
    Refused,

    /// <summary>The kernel or the interface's queue has no room now.</summary>
    NoBuffers,

    /// <summary>It is greater than a datagram can be.</summary>
    TooLarge,

    /// <summary>Anything else: see PeerSocket.LastSendErrno.</summary>
    Failed,
}
