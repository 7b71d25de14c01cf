using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// Total order within a view, by its coordinator (PROTOCOL.md, section 2, «Order»).
/// </summary>
public sealed partial class Mesh
{
    // Beside the fragment a packet names the view, the sender and places: two names at most.
    private const int OrderedOverheadBytes = 200;
    private const int MostResentAtOnce = 64;
    private const int MostEarly = 256;

    private readonly Outbox _outbox = new();
    private readonly Sequencer _sequencer = new();
    private readonly Inbox _inbox = new();
    private readonly List<(ulong Sequence, Fragment Fragment)> _early = [];
    private Instant _submitAgainAt = Instant.Never;
    private Instant _askAgainAt = Instant.Never;

    private bool IsSequencer => _installed.Id != ViewId.None && _installed.Id.Coordinator == _self;

    /// <summary>
    /// Sends to the members of the present view, in one order for all. False where there is no
    /// view or too much waits already; the message is then not sent.
    /// </summary>
    public bool Multicast(byte[] payload, Lane lane) =>
        _phase == MeshPhase.Active && _installed.Id != ViewId.None && _outbox.Add(payload, lane);

    /// <summary>Sends what has been multicast since the last Tick.</summary>
    public void Flush(Instant now)
    {
        _sender.Now = now;
        DriveOrdering(now);
        if (_heartbeatWanted && _phase is MeshPhase.Active or MeshPhase.Silent)
        {
            SendHeartbeat(now);
        }
    }

    private void BeginOrdering()
    {
        _sequencer.Clear();
        _inbox.Clear();
        _submitAgainAt = _askAgainAt = Instant.Never;
    }

    private void DeliverEarly()
    {
        if (_installed.Id == _promised && !IsSequencer)
        {
            foreach (var (sequence, fragment) in _early)
            {
                if (_installed.Contains(fragment.Sender))
                {
                    _inbox.Add(sequence, fragment);
                }
            }
        }

        _early.Clear();
        Deliver();
    }

    private void DropOrdering()
    {
        _submitAgainAt = _askAgainAt = Instant.Never;
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

    private void DriveOrdering(Instant now)
    {
        if (_installed.Id == ViewId.None)
        {
            return;
        }

        var room = _sender.BodyRoom - OrderedOverheadBytes;
        if (IsSequencer)
        {
            ForgetDelivered();
            while (!_sequencer.IsFull && _outbox.Next(_self, room) is { } own)
            {
                GiveOrder(own);
            }
        }
        else
        {
            SubmitMore(room, now);
        }

        AskForMissing(now);
    }

    private void SubmitMore(int room, Instant now)
    {
        if (_outbox.HasUnderWay && _submitAgainAt == Instant.Never)
        {
            _submitAgainAt = now + _timing.Heartbeat / 4;
        }
        else if (_outbox.HasUnderWay && now >= _submitAgainAt)
        {
            foreach (var fragment in _outbox.UnderWay.Take(MostResentAtOnce / 4))
            {
                Submit(fragment);
                Counters.Resent++;
            }

            _submitAgainAt = now + _timing.Heartbeat / 4;
        }

        while (_outbox.Next(_self, room) is { } fragment)
        {
            Submit(fragment);
            if (_submitAgainAt == Instant.Never)
            {
                _submitAgainAt = now + _timing.Heartbeat / 4;
            }
        }
    }

    private void Submit(Fragment fragment)
    {
        if (PeerOf(_installed.Id.Coordinator) is { } coordinator)
        {
            var body = _sender.NewBody();
            new SubmitBody(_installed.Id, fragment.Header, fragment.Data).Write(ref body);
            _sender.SendTo(coordinator, PacketKind.Submit, body);
        }
    }

    private void GiveOrder(Fragment fragment)
    {
        var sequence = _sequencer.Highest;
        foreach (var next in _sequencer.Arrange(fragment))
        {
            sequence++;
            if (_installed.Members.Length > 1)
            {
                var body = OrderedBodyOf(sequence, next);
                _sender.Broadcast(PacketKind.Ordered, body);
            }

            _inbox.Add(sequence, next);
        }

        Deliver();
    }

    private ByteWriter OrderedBodyOf(ulong sequence, Fragment fragment)
    {
        var body = _sender.NewBody();
        new OrderedBody(_installed.Id, sequence, fragment.Sender, fragment.Header, fragment.Data)
            .Write(ref body);
        return body;
    }

    private void Deliver()
    {
        while (_inbox.Next() is { } next)
        {
            if (next.Fragment.Sender == _self)
            {
                _outbox.Delivered(next.Fragment.Header);
                _submitAgainAt = Instant.Never;
            }

            if (next.Message is { } payload)
            {
                _events.Enqueue(new GroupEvent(GroupEventKind.Message)
                {
                    View = _installed,
                    Sender = next.Fragment.Sender,
                    Sequence = _inbox.Delivered,
                    Payload = payload,
                    Lane = (Lane)next.Fragment.Header.Lane,
                    Number = next.Fragment.Header.MessageNumber,
                });
            }
        }
    }

    private bool HearSubmit(Peer peer, ref ByteReader reader)
    {
        if (!SubmitBody.TryRead(ref reader, _names, out var submit))
        {
            return false;
        }

        if (submit.View == _installed.Id && IsSequencer && _installed.Contains(peer.Id)
            && submit.Header.Lane <= (byte)Lane.Bulk)
        {
            GiveOrder(new Fragment(peer.Id, submit.Header, submit.Fragment.ToArray()));
        }

        return true;
    }

    private bool HearOrdered(Peer peer, ref ByteReader reader)
    {
        if (!OrderedBody.TryRead(ref reader, _names, out var ordered))
        {
            return false;
        }

        if (ordered.View == _promised && ordered.View != _installed.Id
            && peer.Id == _promised.Coordinator && _early.Count < MostEarly)
        {
            // It overtook its Install, which says whom it is from.
            _early.Add((ordered.Sequence,
                new Fragment(ordered.Sender, ordered.Header, ordered.Fragment.ToArray())));
        }
        else if (_phase == MeshPhase.Active && ordered.View == _installed.Id
            && peer.Id == _installed.Id.Coordinator && _installed.Contains(ordered.Sender)
            && ordered.Sequence > _inbox.Delivered)
        {
            // Not by who leaves: what it had sent was given up, and must not come back.
            _inbox.Add(ordered.Sequence,
                new Fragment(ordered.Sender, ordered.Header, ordered.Fragment.ToArray()));
            Deliver();
        }

        return true;
    }

    private void NoteHighest(Peer peer)
    {
        if (peer.Id == _installed.Id.Coordinator && peer.Latest.View == _installed.Id)
        {
            _inbox.NoteKnown(peer.Latest.Highest);
        }
    }

    private void AskForMissing(Instant now)
    {
        if (!_inbox.HasGap || IsSequencer)
        {
            _askAgainAt = Instant.Never;
            return;
        }

        if (_askAgainAt == Instant.Never)
        {
            // What was only overtaken arrives within moments.
            _askAgainAt = now + _timing.Heartbeat / 8;
        }

        if (now < _askAgainAt || PeerOf(_installed.Id.Coordinator) is not { } coordinator)
        {
            return;
        }

        _askAgainAt = now + _timing.Heartbeat / 4;
        var body = _sender.NewBody();
        new ResendBody(_installed.Id, _inbox.Delivered + 1, _inbox.Known).Write(ref body);
        _sender.SendTo(coordinator, PacketKind.Resend, body);
    }

    private bool HearResend(Peer peer, ref ByteReader reader)
    {
        if (!ResendBody.TryRead(ref reader, _names, out var resend))
        {
            return false;
        }

        if (resend.View != _installed.Id || !IsSequencer)
        {
            return true;
        }

        var last = Math.Min(resend.To, resend.From + MostResentAtOnce - 1);
        for (var sequence = resend.From; sequence <= last; sequence++)
        {
            if (_sequencer.At(sequence) is not { } fragment)
            {
                break;
            }

            Counters.Resent++;
            _sender.SendTo(peer, PacketKind.Ordered, OrderedBodyOf(sequence, fragment));
        }

        return true;
    }

    private void ForgetDelivered()
    {
        var delivered = _inbox.Delivered;
        foreach (var member in _installed.Members)
        {
            if (member != _self)
            {
                var heard = PeerOf(member) is { } peer && peer.Latest.View == _installed.Id
                    ? peer.Latest.Delivered : 0;
                delivered = Math.Min(delivered, heard);
            }
        }

        _sequencer.Forget(delivered);
    }

    private Instant NextOrderingDeadline() => Instant.Min(
        _outbox.HasUnderWay && !IsSequencer ? _submitAgainAt : Instant.Never, _askAgainAt);
}
