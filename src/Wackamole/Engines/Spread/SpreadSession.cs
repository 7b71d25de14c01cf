using Microsoft.Extensions.Logging;
using Spread.Client;
using Wackamole.Core;
using Wackamole.Core.Group.Ordered;
using Wackamole.Hosting;

namespace Wackamole.Engines.Spread;

/// <summary>One session: hands on what arrives, as the engine's events of its number.</summary>
internal sealed class SpreadSession
{
    private readonly int _number;
    private readonly SpreadConnection _connection;
    private readonly string _group;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly CancellationToken _ending;
    private readonly ILogger _log;
    private bool _saidRefused;
    private volatile bool _isOver;

    private SpreadSession(int number, SpreadConnection connection, string group,
        Mailbox<NodeEvent> loop, ILogger log, CancellationToken ending)
    {
        (_number, _connection, _group) = (number, connection, group);
        (_loop, _ending, _log) = (loop, ending, log);
    }

    /// <summary>Joins the group and begins to hand on what arrives.</summary>
    public static SpreadSession Begin(int number, SpreadConnection connection, string group,
        Mailbox<NodeEvent> loop, ILogger log, CancellationToken ending)
    {
        var session = new SpreadSession(number, connection, group, loop, log, ending);
        session.Post(new EngineEvent.Connected(number, connection.PrivateGroup));
        Send(connection.JoinAsync(group, ending));
        _ = Task.Run(session.HandOnAsync, CancellationToken.None);
        return session;
    }

    /// <summary>Waits while the daemon takes nothing.</summary>
    public void Multicast(byte[] payload, bool safe) => Send(_connection.MulticastAsync(
        safe ? ServiceType.Safe : ServiceType.Agreed, _group, payload,
        cancellationToken: _ending));

    /// <summary>Ends the session in order, within a bound.</summary>
    public void End()
    {
        _isOver = true;
        try
        {
            _connection.DisconnectAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (SpreadException)
        {
            // It is closed all the same, and nobody waits for its name.
        }
    }

    /// <summary>Ends it at once; the loss is reported like any other. Any thread.</summary>
    public void Close() => _ = _connection.DisposeAsync().AsTask();

    private static void Send(Task sending)
    {
        try
        {
            sending.GetAwaiter().GetResult();
        }
        catch (Exception fault) when (fault is SpreadException or OperationCanceledException)
        {
            // The session is over: whoever receives says so, after what had arrived before.
        }
    }

    private async Task HandOnAsync()
    {
        var reason = "the session with the Spread daemon was ended";
        try
        {
            await foreach (var message in _connection.ReceiveAllAsync(_ending))
            {
                if (Translate(message) is { } happened)
                {
                    Post(happened);
                }
            }
        }
        catch (SpreadException fault)
        {
            reason = fault.Message;
        }
        catch (OperationCanceledException)
        {
            // The daemon of this host ends: nobody listens any more.
            return;
        }

        if (!_isOver)
        {
            EngineLog.Lost(_log, reason);
            Post(new EngineEvent.Disconnected(_number, reason));
        }
    }

    private EngineEvent? Translate(SpreadMessage message)
    {
        switch (message)
        {
            case MembershipMessage view when view.Group == _group:
                // The ring's time grows with every ring that one daemon was in.
                return new EngineEvent.Membership(_number, (uint)view.Id.Time, view.Members);
            case TransitionalMessage transitional when transitional.Group == _group:
                return new EngineEvent.Transitional(_number);
            case RegularMessage regular when IsOrdered(regular):
                return new EngineEvent.Message(
                    _number, regular.Sender, regular.Data.ToArray());
            case RefusedFrame refused when !_saidRefused:
                _saidRefused = true;
                EngineLog.Refused(_log, refused.Sender, refused.Reason.ToString());
                return null;
            default:
                return null;
        }
    }

    // What has no place in the one order must not be taken for what has.
    private bool IsOrdered(RegularMessage message) =>
        message.Service is ServiceType.Agreed or ServiceType.Safe
        && message.Groups.Contains(_group);

    private void Post(EngineEvent happened) => _loop.PostPatiently(
        new NodeEvent.EngineReported(happened), () => _ending.IsCancellationRequested);
}
