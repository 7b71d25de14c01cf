using System.Net.Sockets;
using System.Text;
using Wackamole.Linux;

namespace Wackamole.ControlSocket;

/// <summary>The control socket's place in the file system.</summary>
internal static class ControlSocketFile
{
    private const int WaitingClients = 16;

    // struct sockaddr_un of sys/un.h: 108 bytes with the final zero.
    private const int MostPathBytes = 107;

    /// <summary>
    /// Listens there, for the owner alone. A socket file that nobody answers on is replaced;
    /// one that somebody answers on, and any other kind of file, is left as it is.
    /// </summary>
    /// <exception cref="IOException">Why it cannot be had, in one sentence.</exception>
    public static Socket Listen(string path)
    {
        if (Encoding.UTF8.GetByteCount(path) > MostPathBytes)
        {
            throw new IOException($"the control socket's path {path} is longer than "
                + $"{MostPathBytes} bytes; choose a shorter one in the line «Control»");
        }

        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            MakeRoom(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));

            // Nobody can connect before Listen, so nobody slips in before the mode is set.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(WaitingClients);
            return socket;
        }
        catch (Exception fault) when (fault is SocketException or UnauthorizedAccessException)
        {
            socket.Dispose();
            throw new IOException($"cannot open the control socket {path}: {fault.Message}; "
                + "see that its directory can be written, or name another in «Control»", fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Removes the file at the end, if it can be.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next start replaces it.
        }
    }

    private static void MakeRoom(string path)
    {
        if (Path.GetDirectoryName(path) is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
        }

        if (!File.Exists(path))
        {
            return;
        }

        if (IsAnswered(path))
        {
            throw new IOException($"another daemon answers on the control socket {path}; "
                + "give this one its own in the line «Control»");
        }

        if (!FileKind.IsSocket(path))
        {
            throw new IOException($"the control socket's path {path} is a file of another kind; "
                + "remove it or name another in the line «Control»");
        }

        File.Delete(path);
    }

    private static bool IsAnswered(string path)
    {
        using var probe = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            // With the queue of waiting clients full, connecting would wait: somebody listens.
            probe.Blocking = false;
            probe.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException fault)
        {
            return fault.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress;
        }
    }
}
