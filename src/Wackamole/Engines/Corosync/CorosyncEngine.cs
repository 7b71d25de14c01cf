using System.Text;
using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Linux.Corosync;

namespace Wackamole.Engines.Corosync;

/// <summary>
/// The session with the corosync daemon of this host, on a thread of its own: its library waits
/// for the daemon when a session is opened and ended, and the loop must not.
/// </summary>
internal sealed class CorosyncEngine : IEngine
{
    private const int OrdersTag = 0;
    private const int GroupTag = 1;
    private const int QuorumTag = 2;

    // The library takes a message into a buffer of 1 MiB on the stack.
    private const int StackBytes = 4 * 1024 * 1024;

    // There is no descriptor that tells when Corosync takes messages again.
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(2);

    // A later session of this process has the name of the former: what others were about to say
    // of that has come before it.
    private static readonly TimeSpan BetweenSessions = TimeSpan.FromMilliseconds(200);

    private readonly Mailbox<CorosyncOrder> _orders = new(Limits.WaitingEngineOrders);
    private readonly Epoll _epoll = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly byte[] _group;
    private readonly Timing _timing;
    private readonly QuorumMode _quorumMode;
    private readonly bool _followsTimes;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _isGivenUp;
    private long _leaveWantedAt = long.MaxValue;
    private CorosyncSession? _session;
    private CorosyncQuorum? _quorum;
    private bool? _isQuorate;
    private (int Session, Instant At)? _connect;
    private Instant _endedAt = Instant.Past;
    private string? _lastFault;
    private CorosyncFacts? _lastFacts;

    private CorosyncEngine(
        HostSettings settings, Mailbox<NodeEvent> loop, DaemonThreads threads, ILogger log)
    {
        _group = Encoding.UTF8.GetBytes(CorosyncGroup.NameFor(settings.Node.Group));
        _timing = settings.Node.Timing;
        _quorumMode = settings.File.Quorum;
        _followsTimes = settings.File.TimesFollowCorosync;
        (_loop, _log) = (loop, log);
        _epoll.Add(_orders, OrdersTag);
        _thread = threads.Start("corosync", ThreadPriorities.Engine, Run, StackBytes);
    }

    /// <summary>The engine that a configuration asks for; null where it is another.</summary>
    public static IEngine? For(
        HostSettings settings, Mailbox<NodeEvent> loop, DaemonThreads threads, ILogger log) =>
        settings.File.Engine == EngineKind.Corosync
            ? new CorosyncEngine(settings, loop, threads, log) : null;

    public Action<string>? Waits { get; set; }

    public void Connect(int session, ulong incarnation)
    {
        if (!_orders.TryPost(new CorosyncOrder.Connect(session)))
        {
            _loop.TryPost(new NodeEvent.EngineReported(new EngineEvent.Disconnected(
                session, "too much waits for corosync already")));
        }
    }

    // Corosync has no safe order: the members confirm what needs it (OrderedGroup).
    public void Multicast(ReadOnlySpan<byte> payload, bool safe) =>
        Order(new CorosyncOrder.Multicast(payload.ToArray()));

    public void Leave(int session)
    {
        Volatile.Write(ref _leaveWantedAt, BootClock.Now.Nanoseconds);
        Order(new CorosyncOrder.Leave());
    }

    public void Dispose()
    {
        _ending.Cancel();
        _orders.Wake();

        // Where the daemon is stopped the library waits on; the process ends all the same.
        if (_thread.Join(2 * Limits.EngineEndTime))
        {
            _epoll.Dispose();
            _orders.Dispose();
            _ending.Dispose();
        }
    }

    private void Order(CorosyncOrder order)
    {
        if (!_orders.TryPost(order))
        {
            // A part that is missing would stop every later one.
            _isGivenUp = true;
            _orders.Wake();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[4];
        while (!_ending.IsCancellationRequested)
        {
            var ready = _epoll.Wait(tags, NextDeadline());
            _orders.ForgetWakes();
            try
            {
                // First: what it says of a majority holds for the members that are told next.
                TakeQuorum(tags[..ready].Contains(QuorumTag));
                TakeGroup(tags[..ready].Contains(GroupTag));
                TakeOrders();
                ConnectWhenDue();
            }
            catch (CorosyncException fault)
            {
                LoseSession(fault.Message);
            }
        }

        EndSession();
    }

    private Instant NextDeadline() => _session is { IsBlocked: true } ? BootClock.Now + RetryAfter
        : _connect?.At ?? Instant.Never;

    private void TakeQuorum(bool isReady)
    {
        if (isReady && _quorum?.Dispatch() is { } isQuorate && isQuorate != _isQuorate)
        {
            _isQuorate = isQuorate;
            Post(new EngineEvent.QuorumChanged(_session!.Number, isQuorate));
        }
    }

    private void TakeGroup(bool isReady)
    {
        if (isReady)
        {
            _session?.Dispatch();
        }
    }

    private void TakeOrders()
    {
        if (_isGivenUp && _session is not null)
        {
            throw new CorosyncException("corosync takes nothing from this host");
        }

        _session?.Retry();
        while (!_ending.IsCancellationRequested && MayTakeOrder()
            && _orders.TryTake(out var order))
        {
            switch (order)
            {
                case CorosyncOrder.Connect connect:
                    EndSession();
                    _isGivenUp = false;
                    _connect = (connect.Session, _endedAt + BetweenSessions);
                    break;
                case CorosyncOrder.Multicast multicast:
                    _session?.Multicast(multicast.Payload);
                    break;
                case CorosyncOrder.Leave:
                    Volatile.Write(ref _leaveWantedAt, long.MaxValue);
                    EndSession();
                    break;
            }
        }
    }

    private bool MayTakeOrder()
    {
        if (_session is { IsBlocked: true } session
            && BootClock.Now - Limits.EngineEndTime
                >= new Instant(Volatile.Read(ref _leaveWantedAt)))
        {
            // The last words were not taken in time.
            session.GiveUpWaiting();
        }

        return _session is not { IsBlocked: true };
    }

    private void ConnectWhenDue()
    {
        if (_connect is not { } connect || BootClock.Now < connect.At)
        {
            return;
        }

        _connect = null;
        try
        {
            SayFacts(CorosyncMap.Read());
            var group = ProcessGroup.Join(_group);
            _session = new CorosyncSession(connect.Session, group, Post);
            _epoll.Add(group, GroupTag);
            EngineLog.Joined(_log, group.Self.Name, Encoding.UTF8.GetString(_group));
            _lastFault = null;
            FollowQuorum();
        }
        catch (CorosyncException fault)
        {
            EndSession();
            if (fault.Message != _lastFault)
            {
                // Once, not at every try.
                EngineLog.NotConnected(_log, fault.Message);
                Waits?.Invoke(fault.Message);
                _lastFault = fault.Message;
            }

            Post(new EngineEvent.Disconnected(connect.Session, fault.Message));
        }
    }

    private void FollowQuorum()
    {
        _isQuorate = null;
        _quorum = CorosyncQuorum.Open();
        _epoll.Add(_quorum, QuorumTag);
        if (_quorumMode == QuorumMode.Majority && !_quorum.HasProvider)
        {
            EngineLog.NoQuorumProvider(_log);
        }
    }

    private void SayFacts(CorosyncFacts facts)
    {
        if (facts == _lastFacts)
        {
            return;
        }

        _lastFacts = facts;
        EngineLog.Times(_log, facts.Token.TotalMilliseconds, facts.Consensus.TotalMilliseconds,
            _timing.Detection.TotalMilliseconds, _timing.Lease.TotalMilliseconds);
        foreach (var warning in CorosyncHost.Warnings(facts, _timing, _quorumMode))
        {
            EngineLog.DoesNotFit(_log, warning);
        }

        var better = CorosyncTiming.For(facts.Token, facts.Consensus).Detection;
        if (_followsTimes && better < _timing.Detection)
        {
            EngineLog.TimesAreDefault(
                _log, _timing.Detection.TotalMilliseconds, better.TotalMilliseconds);
        }
    }

    private void LoseSession(string reason)
    {
        if (_session is not { } session)
        {
            return;
        }

        var number = session.Number;
        EngineLog.Lost(_log, reason);

        // Before the library is told, which may wait for the daemon.
        Post(new EngineEvent.Disconnected(number, reason));
        EndSession();
    }

    private void EndSession()
    {
        _connect = null;
        if (_quorum is { } quorum)
        {
            _quorum = null;
            _epoll.Remove(quorum);
            quorum.Dispose();
        }

        if (_session is { } session)
        {
            _session = null;
            _epoll.Remove(session.Group);
            session.Dispose();
            _endedAt = BootClock.Now;
        }
    }

    private void Post(EngineEvent happened) => _loop.PostPatiently(
        new NodeEvent.EngineReported(happened), () => _ending.IsCancellationRequested);
}
