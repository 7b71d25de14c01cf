using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>Messages of the node, cut into parts, and what is said about sessions.</summary>
public sealed partial class OrderedGroup
{
    private readonly Outbox _outbox = new();
    private readonly Inbox _inbox = new();
    private ulong _sequence;

    // From a change of the engine's members to the next view nothing of the old one counts.
    private bool _orderIsClosed = true;

    // Alives of the installed view are evidence on through a round, while its ring lasts.
    private bool _ringIsOver = true;
    private bool _isTransitional;

    public bool Multicast(byte[] payload, Lane lane) =>
        _phase == OrderedGroupPhase.Open && _installed.Id != ViewId.None
        && _outbox.Add(payload, lane);

    public void Flush(Instant now)
    {
        if (_phase != OrderedGroupPhase.Open || _inRound || _installed.Id == ViewId.None)
        {
            return;
        }

        while (_outbox.Next(_self, _engine.FragmentBytes) is { } fragment)
        {
            var writer = new ByteWriter(
                _effects.Rent(fragment.Data.Length + DataMessage.MostHeadBytes));
            new DataMessage(_installed.Id, fragment.Header, fragment.Data).Write(ref writer);
            _effects.Multicast(_effects.Keep(writer.Written), writer.Written);
        }

        SendAliveWhenDue(now);
    }

    public IEnumerable<GroupPeer> DescribePeers(Instant now) =>
        _peers.Values.Where(peer => _ownName is { } own && peer.Id is not null
                && peer.Session != own)
            .OrderBy(peer => peer.Id!.Value).Select(peer => new GroupPeer(
                peer.Id!.Value,
                _absent.Contains(peer.Session) ? "silent"
                    : _installed.Contains(peer.Id!.Value) ? "member" : "joining",
                peer.State.Flags, peer.State.Fence, peer.State.Weight, peer.Lease,
                now - peer.Since, now - peer.LastHeard, []));

    public void Count(IDictionary<string, long> counters)
    {
        foreach (var (name, count) in _counts)
        {
            counters[name] = count;
        }
    }

    private void BeginOrdering()
    {
        _inbox.Clear();
        _sequence = 0;
        _orderIsClosed = _ringIsOver = _members.IsEmpty || _isTransitional;
    }

    private void DropOrdering()
    {
        foreach (var (payload, lane, number) in _outbox.Clear())
        {
            _events.Enqueue(new GroupEvent(GroupEventKind.Dropped)
            {
                View = _installed,
                Sender = _self,
                Payload = payload,
                Lane = lane,
                Number = number,
            });
        }
    }

    private bool TakeData(OrderedPeer sender, ref ByteReader reader)
    {
        if (!DataMessage.TryRead(ref reader, _names, out var data))
        {
            return false;
        }

        if (_orderIsClosed || data.View != _installed.Id || _phase != OrderedGroupPhase.Open
            || sender.Id is not { } id || !_installed.Contains(id))
        {
            return true;
        }

        _inbox.Add(++_sequence, new Fragment(id, data.Header, data.Content.ToArray()));
        while (_inbox.Next() is { } next)
        {
            if (id == _self)
            {
                _outbox.Delivered(next.Fragment.Header);
            }

            if (next.Message is { } payload)
            {
                _events.Enqueue(new GroupEvent(GroupEventKind.Message)
                {
                    View = _installed,
                    Sender = id,
                    Sequence = _sequence,
                    Payload = payload,
                    Lane = (Lane)next.Fragment.Header.Lane,
                    Number = next.Fragment.Header.MessageNumber,
                });
            }
        }

        return true;
    }

    private void SendHelloOwed(Instant now)
    {
        if (!_helloOwed)
        {
            return;
        }

        _helloOwed = false;
        _helloSentAt = now;
        var writer = new ByteWriter(_effects.Rent(HelloMessage.MostBytes));
        new HelloMessage
        {
            Round = _round,
            Said = ++_said,
            Member = _self,
            MachineId = _machineId,
            Views = _views,
            IsFresh = _isFresh,
            Lease = _timing.Lease,
            Former = [.. _formerSessions],
            Absent = [.. _absent],
            Waits = RunningWaits(now),
        }.Write(ref writer);
        _effects.Multicast(_effects.Keep(writer.Written), writer.Written);
    }

    private void SayGoodbye(string session)
    {
        var writer = new ByteWriter(_effects.Rent(GoodbyeMessage.MostBytes));
        new GoodbyeMessage(session).Write(ref writer);
        _effects.Multicast(_effects.Keep(writer.Written), writer.Written);
    }

    private void SayAbsent(OrderedPeer peer)
    {
        var writer = new ByteWriter(_effects.Rent(AbsentMessage.MostBytes));
        new AbsentMessage(peer.Session, peer.Said).Write(ref writer);
        _effects.Multicast(_effects.Keep(writer.Written), writer.Written);
    }
}
