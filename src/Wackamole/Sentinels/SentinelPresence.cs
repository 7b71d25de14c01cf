using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Native;

namespace Wackamole.Sentinels;

/// <summary>
/// A sentinel shows in its network namespace by an abstract Unix socket that goes with it. Who
/// starts a daemon of the group, or cleans up after one, first lets it finish.
/// </summary>
internal static class SentinelPresence
{
    public const string ProcessName = "wack-sentinel";

    private const string Prefix = "wackamole-sentinel/";
    private const int SIGKILL = 9;

    /// <summary>
    /// It needs milliseconds, from the end of the lease where it waits for that: one that is still
    /// there was stopped, or is stuck.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A socket for a sentinel to inherit; the name is ours while it is open.</summary>
    /// <exception cref="SocketException">Another sentinel of the group has the name.</exception>
    public static Socket Announce(string group)
    {
        var socket = NewSocket();
        try
        {
            socket.Bind(NameOf(group));
            socket.Listen(Limits.WaitingCallers);
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>From the sentinel: whoever asks is told this process, not the daemon.</summary>
    public static void TakeOver(DescriptorHandle socket) =>
        _ = Spawning.Listen(socket, Limits.WaitingCallers);

    /// <summary>
    /// Waits until no sentinel of the group is at work; ends one that does not come to its end.
    /// Only for who holds the group's DuplicateGuard: its daemon is gone.
    /// </summary>
    /// <exception cref="StartFaultException">It is there to stay.</exception>
    public static void AwaitEnd(string group)
    {
        var now = BootClock.Now;
        var leaseEnd = new FenceRemnant(FenceName.Of(group)).LeaseEnd();
        var patience = Patience + (Instant.Max(leaseEnd, now) - now);
        if (IsGoneWithin(group, patience, out var holder) || (End(holder)
            && IsGoneWithin(group, Patience, out _)))
        {
            return;
        }

        throw new StartFaultException(ExitStatus.Duplicate,
            $"what watched over an earlier daemon of the group «{group}» does not end (process "
            + $"{holder}): end it by kill -9 {holder}");
    }

    private static bool IsGoneWithin(string group, TimeSpan limit, out int holder)
    {
        holder = 0;
        using var socket = NewSocket();
        try
        {
            socket.Connect(NameOf(group));
        }
        catch (SocketException)
        {
            return true;
        }

        holder = PeerCredentials.Of(socket)?.ProcessId ?? 0;
        try
        {
            // It never answers; that its end of the connection goes is the answer.
            return !socket.Poll(limit, SelectMode.SelectRead)
                ? false : socket.Receive(new byte[1]) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    // The number may belong to somebody else by now: only one that has the name is ended.
    private static bool End(int process)
    {
        try
        {
            return process > 0
                && File.ReadAllText($"/proc/{process}/comm").TrimEnd() == ProcessName
                && Spawning.Kill(process, SIGKILL) == 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static Socket NewSocket() =>
        new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    private static UnixDomainSocketEndPoint NameOf(string group) => new("\0" + Prefix
        + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group)), 0, 16));
}
