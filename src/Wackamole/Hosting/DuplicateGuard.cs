using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// One daemon of a group in a network namespace: an abstract Unix socket belongs to the
/// namespace that the addresses are in, and goes with its process, however that ends.
/// </summary>
internal sealed class DuplicateGuard : IDisposable
{
    private const string Prefix = "wackamole/";
    /// <summary>Second daemons that ask who holds it are never taken: so many are told.</summary>
    private const int WaitingAskers = 128;

    private const string SocketList = "/proc/thread-self/net/unix";

    private readonly Socket _socket;

    private DuplicateGuard(Socket socket) => _socket = socket;

    /// <exception cref="StartFaultException">Another daemon of the group runs here.</exception>
    public static DuplicateGuard Take(string group)
    {
        var name = new UnixDomainSocketEndPoint("\0" + NameOf(group));
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(name);
            socket.Listen(WaitingAskers);
            return new DuplicateGuard(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw new StartFaultException(ExitStatus.Duplicate,
                $"another daemon of the group «{group}» runs here already"
                + $"{Holder(name)}; stop it first, or give this one another Group");
        }
    }

    /// <summary>Whether a daemon of another group runs in this network namespace.</summary>
    public static bool IsAnotherGroupHere(string group)
    {
        try
        {
            return File.ReadLines(SocketList).Any(line =>
                line.Contains('@' + Prefix, StringComparison.Ordinal)
                && !line.EndsWith(NameOf(group), StringComparison.Ordinal));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Whoever cannot tell leaves the other's addresses alone.
            return true;
        }
    }

    public void Dispose() => _socket.Dispose();

    // Hashed: a group's name may be longer than a socket's.
    private static string NameOf(string group) =>
        Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group)), 0, 16);

    private static string Holder(UnixDomainSocketEndPoint name)
    {
        using var probe = new Socket(
            AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Blocking = false;
            probe.Connect(name);
            return PeerCredentials.Of(probe) is { } holder
                ? $" (process {holder.ProcessId} of user {holder.UserId})" : string.Empty;
        }
        catch (SocketException)
        {
            return string.Empty;
        }
    }
}
