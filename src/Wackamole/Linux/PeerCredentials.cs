using System.Net.Sockets;
using System.Runtime.InteropServices;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Who is at the other end of a Unix socket (struct ucred of bits/socket.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId)
{
    /// <summary>The user that this process acts as.</summary>
    public static uint OwnUserId => Processes.GetEUid();

    /// <summary>
    /// The kernel's word, as of the moment the other end connected; null without one.
    /// </summary>
    public static PeerCredentials? Of(Socket socket)
    {
        Span<byte> bytes = stackalloc byte[3 * sizeof(int)];
        try
        {
            return socket.GetRawSocketOption(Sockets.SOL_SOCKET, Sockets.SO_PEERCRED, bytes)
                == bytes.Length
                && MemoryMarshal.Read<PeerCredentials>(bytes) is { ProcessId: > 0 } credentials
                    ? credentials
                    : null;
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
