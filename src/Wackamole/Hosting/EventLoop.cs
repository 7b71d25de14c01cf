using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>
/// The one thread that owns the node. A round: sleep until something is ready or due, hand over
/// every queued datagram, notice and event, then one Tick, and carry out the effects of each
/// before the next. In the steady state it allocates nothing.
/// </summary>
internal sealed class EventLoop : IDisposable
{
    private const int MailboxTag = 0;
    private const int RouteTag = 1;
    private const int FirstLinkTag = 2;

    /// <summary>Whoever watches the loop sees it move at least this often.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(1);

    private readonly Epoll _epoll = new();
    private readonly byte[] _datagram = new byte[Limits.ReceivedDatagramBytes];
    private readonly UnreachablePeers _unreachable = new();
    private readonly ImmutableArray<PeerSocket> _links;
    private readonly Node _node;
    private readonly EffectRunner _effects;
    private readonly RouteMonitor _notices;
    private readonly AddressKeeper _keeper;
    private readonly Mailbox<NodeEvent> _mailbox;
    private readonly LatenessWarning _lateness;
    private MemberId _self;
    private long _rounds;
    private volatile bool _stopping;

    public EventLoop(
        Node node, EffectRunner effects, ImmutableArray<PeerSocket> links, RouteMonitor notices,
        AddressKeeper keeper, Mailbox<NodeEvent> mailbox, Timing timing, ILogger log)
    {
        (_node, _effects, _links, _notices, _keeper, _mailbox) =
            (node, effects, links, notices, keeper, mailbox);
        _lateness = new LatenessWarning(timing.Fresh, log);
        _epoll.Add(mailbox, MailboxTag);
        _epoll.Add(notices, RouteTag);
        for (var link = 0; link < links.Length; link++)
        {
            _epoll.Add(links[link], FirstLinkTag + link);
        }
    }

    /// <summary>Told who this host is, at first and whenever that changes; must not wait.</summary>
    public Action<MemberId>? Renamed { get; init; }

    /// <summary>Grows with every round: the proof that the loop gets on. Any thread.</summary>
    public long Rounds => Volatile.Read(ref _rounds);

    /// <summary>Runs until the node is finished.</summary>
    public void Run()
    {
        while (!_effects.IsFinished && !_stopping)
        {
            RunRound();
        }
    }

    /// <summary>Ends after the present round, whatever the node still wants. Any thread.</summary>
    public void Stop()
    {
        _stopping = true;
        _mailbox.Wake();
    }

    /// <summary>One round; apart from Run for the measurement of what it allocates.</summary>
    internal void RunRound()
    {
        Span<int> ready = stackalloc int[FirstLinkTag + Limits.Links];
        var now = BootClock.Now;
        var due = Instant.Min(Instant.Max(_node.NextDeadline, now), now + LongestSleep);
        var count = _epoll.Wait(ready, due);
        Volatile.Write(ref _rounds, _rounds + 1);
        _lateness.Note(due);

        // All links in every round: after a stall the Tick must come after what was missed.
        for (var link = 0; link < _links.Length; link++)
        {
            TakeDatagrams(_links[link], link);
        }

        if (ready[..count].Contains(RouteTag))
        {
            TakeNotices();
        }

        if (ready[..count].Contains(MailboxTag))
        {
            TakeEvents();
        }

        Hand(Input.Tick);
    }

    public void Dispose() => _epoll.Dispose();

    // The only place where the node is given anything.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Hand(Input input)
    {
        _node.Handle(input, BootClock.Now);
        if (_node.Self != _self)
        {
            // Before the first packet in that name.
            _self = _node.Self;
            Renamed?.Invoke(_self);
        }

        _effects.Run(_node.Effects);
    }

    private void TakeDatagrams(PeerSocket socket, int link)
    {
        for (var taken = 0; taken < Limits.DatagramsPerRound; taken++)
        {
            var length = socket.Receive(_datagram, out var source);
            if (length < 0)
            {
                break;
            }

            Hand(Input.Datagram(_datagram.AsSpan(0, length), source, link));
        }

        for (var taken = 0; taken < Limits.DatagramsPerRound; taken++)
        {
            if (!socket.TryReadError(out var peer, out var errno))
            {
                break;
            }

            if (_unreachable.Translate(peer, errno) is { } unreachable)
            {
                Hand(Input.Of(unreachable));
            }
        }
    }

    private void TakeNotices()
    {
        for (var taken = 0; taken < Limits.NoticesPerRound; taken++)
        {
            if (!_notices.TryRead(out var notice))
            {
                return;
            }

            if (_keeper.Translate(notice) is { } happened)
            {
                Hand(Input.Of(happened));
            }
        }
    }

    private void TakeEvents()
    {
        _mailbox.ForgetWakes();
        for (var taken = 0; taken < Limits.EventsPerRound; taken++)
        {
            if (!_mailbox.TryTake(out var happened))
            {
                return;
            }

            var news = happened is NodeEvent.InterfaceChanged changed
                ? _keeper.Translate(changed) : happened;
            if (news is not null)
            {
                Hand(Input.Of(news));
            }
        }

        // More than one round's worth: come back after the Tick.
        _mailbox.Wake();
    }
}
