using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.ControlSocket;

/// <summary>
/// Takes operators' requests and posts them to the loop; answers come back as the node's Reply
/// actions. Bounded in clients, in bytes of a line and in time, and never on the loop's thread.
/// </summary>
internal sealed class ControlServer : IDisposable
{
    private readonly PendingReplies _pending = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Socket _listener;
    private readonly string _path;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly ILogger _log;
    private int _clients;

    private ControlServer(
        Socket listener, string path, Mailbox<NodeEvent> loop, IpAddress ownAddress, ILogger log)
    {
        (_listener, _path, _loop, OwnAddress, _log) = (listener, path, loop, ownAddress, log);
    }

    /// <summary>By which the original's clients know this host.</summary>
    internal IpAddress OwnAddress { get; }

    internal ILogger Log => _log;

    /// <summary>Opens the socket and serves it until it is disposed of.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why.</exception>
    public static ControlServer Start(
        string path, Mailbox<NodeEvent> loop, IpAddress ownAddress, ILogger log)
    {
        var server = new ControlServer(
            ControlSocketFile.Listen(path), path, loop, ownAddress, log);
        _ = server.AcceptAsync();
        return server;
    }

    /// <summary>From the loop: hands a reply to whoever asked. Never waits.</summary>
    public void Answer(int request, ControlReply reply) => _pending.TryAnswer(request, reply);

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        ControlSocketFile.Remove(_path);
    }

    /// <summary>Asks the node and waits for its answer, within limits.</summary>
    internal async Task<ControlReply> AskAsync(ControlRequest asked)
    {
        var slot = _pending.TryOpen();
        if (slot is null)
        {
            return new ControlReply("too many requests wait for an answer; try again");
        }

        try
        {
            return _loop.TryPost(new NodeEvent.Operator(slot.Request, asked))
                ? await slot.Answer.WaitAsync(Limits.ControlAnswerTime, _ending.Token)
                    .ConfigureAwait(false)
                : new ControlReply("the daemon has more to do than it can remember; try again");
        }
        catch (TimeoutException)
        {
            return new ControlReply("the daemon's loop did not answer within "
                + $"{Limits.ControlAnswerTime.TotalSeconds:0} s; see its log");
        }
        finally
        {
            _pending.Close(slot);
        }
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptAsync(_ending.Token).ConfigureAwait(false);
                _ = ServeAsync(socket);
            }
            catch (SocketException fault) when (!_ending.IsCancellationRequested)
            {
                // Out of descriptors, most likely: the clients that are there will free some.
                ControlLog.AcceptFailed(_log, fault.Message);
                await Task.Delay(Limits.ControlAcceptPause).ConfigureAwait(false);
            }
            catch (Exception fault) when (
                fault is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using var client = new ControlClient(socket, this, _ending.Token);
        try
        {
            if (Interlocked.Increment(ref _clients) > Limits.ControlClients)
            {
                await client.RefuseAsync("too many clients are connected; try again")
                    .ConfigureAwait(false);
            }
            else if (!IsAllowed(socket, out var user))
            {
                ControlLog.RefusedUser(_log, user);
                await client.RefuseAsync("only root and the user that the daemon runs as may "
                    + "steer it; use sudo").ConfigureAwait(false);
            }
            else
            {
                await client.ServeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (
            fault is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The client went, or was silent too long, or the daemon ends.
        }
        finally
        {
            Interlocked.Decrement(ref _clients);
        }
    }

    private static bool IsAllowed(Socket socket, out uint user)
    {
        // Who cannot be told apart is nobody.
        user = PeerCredentials.Of(socket)?.UserId ?? uint.MaxValue;
        return user == 0 || user == PeerCredentials.OwnUserId;
    }
}
