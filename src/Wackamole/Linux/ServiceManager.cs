using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Wackamole.Linux;

/// <summary>
/// Tells the service manager how we are (sd_notify(3)). Does nothing where the process was not
/// started by one. What cannot be said is dropped: nothing here may hold up the daemon.
/// </summary>
public sealed class ServiceManager : IDisposable
{
    private static readonly byte[] AliveMessage = "WATCHDOG=1"u8.ToArray();

    private readonly Socket? _socket;
    private readonly System.Net.SocketAddress? _address;

    /// <param name="notifySocket">
    /// NOTIFY_SOCKET: a path, or «@» and an abstract name; null for none.
    /// </param>
    /// <param name="watchdogMicroseconds">WATCHDOG_USEC, or null.</param>
    /// <param name="watchdogProcess">
    /// WATCHDOG_PID: the process that is watched; null for any.
    /// </param>
    public ServiceManager(
        string? notifySocket, string? watchdogMicroseconds, string? watchdogProcess)
    {
        if (notifySocket is not ['/' or '@', _, ..])
        {
            return;
        }

        var name = notifySocket[0] == '@' ? "\0" + notifySocket[1..] : notifySocket;
        _address = new UnixDomainSocketEndPoint(name).Serialize();
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            Blocking = false,
        };
        var isOther = watchdogProcess is not null
            && watchdogProcess != Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (!isOther && long.TryParse(watchdogMicroseconds, NumberStyles.None,
            CultureInfo.InvariantCulture, out var limit) && limit > 0)
        {
            WatchdogLimit = TimeSpan.FromMicroseconds(limit);
        }
    }

    /// <summary>
    /// We are killed when Alive was not said for this long; half of it is a good interval. Null
    /// where nobody watches.
    /// </summary>
    public TimeSpan? WatchdogLimit { get; }

    public static ServiceManager FromEnvironment() => new(
        Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
        Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    /// <summary>Start-up is over, or a reload is.</summary>
    public void Ready() => Send("READY=1");

    /// <summary>One line for «systemctl status».</summary>
    public void Status(string text) => Send("STATUS=" + text.ReplaceLineEndings(" "));

    public void Reloading() => Send(string.Create(CultureInfo.InvariantCulture,
        $"RELOADING=1\nMONOTONIC_USEC={BootClock.MonotonicMicroseconds}"));

    public void Stopping() => Send("STOPPING=1");

    /// <summary>The loop runs. Allocates nothing.</summary>
    public void Alive() => Send(AliveMessage);

    public void Dispose() => _socket?.Dispose();

    private void Send(string message) => Send(Encoding.UTF8.GetBytes(message));

    private void Send(byte[] message)
    {
        try
        {
            _socket?.SendTo(message, SocketFlags.None, _address!);
        }
        catch (SocketException)
        {
            // The service manager is being restarted, or has no room: it asks for nothing back.
        }
    }
}
