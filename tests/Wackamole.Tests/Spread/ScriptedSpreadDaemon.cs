using System.Net;
using System.Net.Sockets;
using Spread.Client;
using Wackamole.Tests.Daemon;

namespace Wackamole.Tests.Spread;

/// <summary>A daemon that does to every client what a test says, over either transport.</summary>
internal sealed class ScriptedSpreadDaemon : IAsyncDisposable
{
    private readonly Socket _listener;
    private readonly Func<ScriptedSession, Task> _script;
    private ScratchFolder? _folder;
    private readonly List<Task> _sessions = [];
    private readonly Task _accepting;
    private int _accepted;

    private ScriptedSpreadDaemon(
        Socket listener, SpreadAddress address, Func<ScriptedSession, Task> script,
        ScratchFolder? folder)
    {
        (_listener, Address, _script, _folder) = (listener, address, script, folder);
        _accepting = Task.Run(AcceptAsync);
    }

    public SpreadAddress Address { get; }

    /// <summary>Connections so far.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    public static ScriptedSpreadDaemon OverTcp(Func<ScriptedSession, Task> script)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        return new ScriptedSpreadDaemon(
            listener, SpreadAddress.Tcp("127.0.0.1", port), script, null);
    }

    public static ScriptedSpreadDaemon OverLocalSocket(Func<ScriptedSession, Task> script)
    {
        var folder = new ScratchFolder();
        var path = folder.Path("4803");
        var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        return new ScriptedSpreadDaemon(listener, SpreadAddress.Local(path), script, folder);
    }

    /// <summary>Opens a session with what the scripts in this folder expect.</summary>
    public Task<SpreadConnection> ConnectAsync(SpreadConnectionOptions? options = null) =>
        SpreadConnection.ConnectAsync(
            Address, options ?? new SpreadConnectionOptions { Name = "alice" });

    /// <summary>Waits until every script has ended, and throws what one has thrown.</summary>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_sessions).WaitAsync(Eventually.Bound);
        _folder?.Dispose();
        _folder = null;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                var session = new ScriptedSession(await _listener.AcceptAsync());
                Interlocked.Increment(ref _accepted);
                _sessions.Add(Task.Run(() => _script(session)));
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
