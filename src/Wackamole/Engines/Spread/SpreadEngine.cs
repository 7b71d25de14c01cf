using Microsoft.Extensions.Logging;
using Spread.Client;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Engines.Spread;

/// <summary>
/// The session with a Spread daemon, on a thread of its own: while Spread's daemons change their
/// membership they take nothing, and a send waits; the loop must not. What arrives is posted to
/// the loop from wherever it arrives.
/// </summary>
internal sealed class SpreadEngine : IEngine
{
    private readonly Mailbox<SpreadOrder> _orders = new(Limits.WaitingEngineOrders);
    private readonly Epoll _epoll = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly SpreadAddress _address;
    private readonly string _group;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile SpreadSession? _session;
    private volatile bool _isGivenUp;
    private string? _lastFault;

    private SpreadEngine(SpreadAddress address, string group, Mailbox<NodeEvent> loop,
        DaemonThreads threads, ILogger log)
    {
        (_address, _group, _loop, _log) = (address, group, loop, log);
        _epoll.Add(_orders, 0);
        _thread = threads.Start("spread", ThreadPriorities.Engine, Run);
    }

    /// <summary>The engine that a configuration asks for; null where it is another.</summary>
    /// <exception cref="StartFaultException">The daemon's name is none.</exception>
    public static IEngine? For(
        HostSettings settings, Mailbox<NodeEvent> loop, DaemonThreads threads, ILogger log)
    {
        if (settings.File.Engine != EngineKind.Spread)
        {
            return null;
        }

        var named = settings.File.Spread ?? ConfigurationFile.DefaultSpread;
        return SpreadAddress.TryParse(named, out var address)
            ? new SpreadEngine(
                address, SpreadGroup.NameFor(settings.Node.Group), loop, threads, log)
            : throw new StartFaultException(ExitStatus.Configuration,
                $"{settings.Path}: «{named}» names no Spread daemon: write 4803 or 4803@HOST");
    }

    public Action<string>? Waits { get; set; }

    public void Connect(int session, ulong incarnation)
    {
        if (!_orders.TryPost(new SpreadOrder.Connect(session, incarnation)))
        {
            _loop.TryPost(new NodeEvent.EngineReported(new EngineEvent.Disconnected(
                session, "too much waits for the Spread daemon already")));
        }
    }

    public void Multicast(ReadOnlySpan<byte> payload, bool safe) =>
        Order(new SpreadOrder.Multicast(payload.ToArray(), safe));

    public void Leave(int session) => Order(new SpreadOrder.Leave());

    public void Dispose()
    {
        _ending.Cancel();
        _orders.Wake();
        if (!_thread.Join(2 * Limits.EngineEndTime))
        {
            // It waits for the daemon to take something: closing the session ends that.
            _session?.Close();
            _thread.Join(Limits.ThreadEndTime);
        }

        if (_thread.Join(TimeSpan.Zero))
        {
            _epoll.Dispose();
            _orders.Dispose();
        }
    }

    private void Order(SpreadOrder order)
    {
        if (_orders.TryPost(order))
        {
            return;
        }

        // A part that is missing would stop every later one, so the session is given up; also
        // from another thread than its own, which may be waiting for the daemon.
        _isGivenUp = true;
        if (_session is { } session)
        {
            ThreadPool.UnsafeQueueUserWorkItem(one => one.Close(), session, preferLocal: false);
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        while (!_ending.IsCancellationRequested)
        {
            _epoll.Wait(tags, Instant.Never);
            _orders.ForgetWakes();
            while (!_ending.IsCancellationRequested && _orders.TryTake(out var order))
            {
                Carry(order);
            }
        }

        _session?.End();
    }

    private void Carry(SpreadOrder order)
    {
        switch (order)
        {
            case SpreadOrder.Connect connect:
                _session?.End();
                _isGivenUp = false;
                _session = Open(connect);
                break;
            case SpreadOrder.Multicast when _isGivenUp:
                _session?.Close();
                break;
            case SpreadOrder.Multicast multicast:
                _session?.Multicast(multicast.Payload, multicast.Safe);
                break;
            case SpreadOrder.Leave:
                _session?.End();
                _session = null;
                break;
        }
    }

    private SpreadSession? Open(SpreadOrder.Connect connect)
    {
        try
        {
            var options = new SpreadConnectionOptions
            {
                Name = SpreadGroup.SessionNameFor(connect.Incarnation),
                DisconnectTimeout = Limits.EngineEndTime,
            };
            var connection = SpreadConnection.ConnectAsync(_address, options, _ending.Token)
                .GetAwaiter().GetResult();
            EngineLog.Connected(_log, _address.ToString(), connection.PrivateGroup,
                connection.DaemonVersion.ToString(), _group);
            _lastFault = null;
            return SpreadSession.Begin(
                connect.Session, connection, _group, _loop, _log, _ending.Token);
        }
        catch (Exception fault) when (fault is SpreadException or OperationCanceledException)
        {
            // Once, not at every try.
            if (fault.Message != _lastFault && !_ending.IsCancellationRequested)
            {
                EngineLog.NotConnected(_log, fault.Message);
                Waits?.Invoke(fault.Message);
                _lastFault = fault.Message;
            }

            _loop.PostPatiently(
                new NodeEvent.EngineReported(
                    new EngineEvent.Disconnected(connect.Session, fault.Message)),
                () => _ending.IsCancellationRequested);
            return null;
        }
    }
}
