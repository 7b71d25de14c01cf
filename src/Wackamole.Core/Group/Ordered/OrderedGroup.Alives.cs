using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// Signs of life through the order: what of ours comes back is evidence, and who says nothing for
/// T is left out.
/// </summary>
public sealed partial class OrderedGroup
{
    // While the engine delivers nothing no more are sent: they would all come at once.
    private const int MostUnderWay = 2;

    private readonly (ulong Said, Instant Sent)[] _underWay =
        new (ulong Said, Instant Sent)[MostUnderWay];

    private int _underWayCount;
    private ulong _said;
    private Instant _evidence = Instant.Past;

    // The lease that evidence of any view gave.
    private Instant _provedUntil = Instant.Past;

    // The send time of the newest own Alive that came back in this view.
    private Instant _cameBack = Instant.Past;
    private Instant _nextAlive = Instant.Never;
    private bool _aliveWanted;
    private Instant _openedAt;
    private Instant _helloSentAt;
    private Instant _goodbyeLimit;

    /// <summary>
    /// The send time of the newest own Alive that was delivered in this view, and confirmed where
    /// that is needed; null where there is no other member: an order that nobody else is in proves
    /// nothing.
    /// </summary>
    public Instant? Evidence(Instant now) => _installed.Members.Length > 1 ? _evidence : null;

    public Instant LastSentAt => _cameBack;

    public Instant NextEvidenceChange(Instant now) => Instant.Never;

    public void WantHeartbeat() => (_aliveWanted, _asks) = (true, true);

    // In a round too, as long as what comes back can be evidence: it may last, where one is mute.
    private bool MaySendAlive => _installed.Id != ViewId.None && !(_inRound && _ringIsOver)
        && _underWayCount < MostUnderWay;

    /// <summary>
    /// A member of the view is still there that counts this host's Alives; in a round all may
    /// have gone.
    /// </summary>
    private bool IsWitnessed
    {
        get
        {
            foreach (var name in _live)
            {
                if (name != _ownName && _peers[name].WasMember)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private void BeginAlives(Instant now)
    {
        _underWayCount = 0;
        (_evidence, _cameBack) = (Instant.Past, Instant.Past);
        _nextAlive = now;
        BeginConfirming();
    }

    private Instant NextAlive() => MaySendAlive ? _nextAlive : Instant.Never;

    private void SendAliveWhenDue(Instant now)
    {
        if (!MaySendAlive || (now < _nextAlive && !_aliveWanted))
        {
            return;
        }

        _aliveWanted = false;
        _nextAlive = now + _timing.Heartbeat;
        _underWay[_underWayCount++] = (++_said, now);
        var writer = new ByteWriter(_effects.Rent(AliveMessage.MostBytes));
        new AliveMessage(_installed.Id, _said, Local, _aliveCount, _asks && _engine.ConfirmsAlives)
            .Write(ref writer);
        _asks = false;
        _effects.MulticastSafe(_effects.Keep(writer.Written), writer.Written);
    }

    private void TakeAlive(OrderedPeer sender, in AliveMessage alive, Instant now)
    {
        sender.Said = Math.Max(sender.Said, alive.Said);
        sender.State = alive.State;
        if (alive.View != _installed.Id || _phase != OrderedGroupPhase.Open)
        {
            return;
        }

        sender.LastHeard = now;
        _aliveCount++;
        sender.Delivered = alive.Delivered;
        if (sender.Session == _ownName)
        {
            TakeOwnAlive(alive.Said, now);
        }
        else
        {
            _aliveWanted |= alive.Asks;
        }

        if (_engine.ConfirmsAlives)
        {
            TakeConfirmed(now);
        }
    }

    private void TakeOwnAlive(ulong said, Instant now)
    {
        for (var index = 0; index < _underWayCount; index++)
        {
            if (_underWay[index].Said != said)
            {
                continue;
            }

            // Once the ring is over it may have come back to this host alone.
            if (!_ringIsOver && (IsWitnessed || _installed.Members.Length == 1))
            {
                TakeCameBack(_underWay[index].Sent, now);
            }

            _underWayCount -= index + 1;
            _underWay.AsSpan(index + 1, _underWayCount).CopyTo(_underWay);
            return;
        }
    }

    /// <summary>
    /// Says of everybody whose word is missing for T that it is absent; only while the order
    /// itself is seen to go on, or a pause of the engine would look like the death of all.
    /// </summary>
    private void Accuse(Instant now)
    {
        foreach (var name in _live)
        {
            var peer = _peers[name];
            if (name == _ownName || !IsMissing(peer, now)
                || now - peer.AccusedAt < _timing.Detection)
            {
                continue;
            }

            peer.AccusedAt = now;
            SayAbsent(peer);
        }
    }

    private bool IsMissing(OrderedPeer peer, Instant now) => now >= MissedAt(peer)
        && (_inRound || (_cameBack != Instant.Past
            && _cameBack - peer.LastHeard >= _timing.Detection - _timing.Heartbeat));

    /// <summary>
    /// From when on a peer's word is overdue. In a round that is its Hello. A newcomer has H for
    /// it; a member T, or h where it had been silent for T before and a lease is still to be saved:
    /// what L has beyond the engine's time to a view is little more.
    /// </summary>
    private Instant MissedAt(OrderedPeer peer)
    {
        if (!_inRound)
        {
            return peer.LastHeard + _timing.Detection;
        }

        if (peer.Hello is not null || _ownHelloAt == Instant.Past)
        {
            return Instant.Never;
        }

        var late = _ownHelloAt + _timing.Detection;
        if (!peer.WasMember)
        {
            // Who is in no view yet has nothing to lose by waiting.
            return _installed.Id == ViewId.None ? late : _ownHelloAt + _timing.Fresh;
        }

        // Where packets are lost a whole ring is silent, and one host knows of the next one
        // long before another.
        return _ownHelloAt >= _provedUntil ? late : Instant.Min(late, Instant.Max(
            _ownHelloAt + _timing.Heartbeat, peer.LastHeard + _timing.Detection));
    }

    private Instant NextAccusation(Instant now)
    {
        var next = Instant.Never;
        foreach (var name in _live)
        {
            if (name == _ownName)
            {
                continue;
            }

            var peer = _peers[name];
            var at = Instant.Max(MissedAt(peer), peer.AccusedAt + _timing.Detection);

            // What is due, and was not done, waits for an own Alive to come back.
            next = at > now ? Instant.Min(next, at) : next;
        }

        return next;
    }

    // Since when something sent should have come back.
    private Instant HungAt()
    {
        var since = _members.IsEmpty ? _openedAt
            : _inRound ? RoundHungSince()
            : _underWayCount > 0 ? _underWay[0].Sent : Instant.Never;
        return since + HungDetections * _timing.Detection;
    }

    // Whoever says no Hello has been accused T after the own one, and that ends the round.
    private Instant RoundHungSince() => _helloOwed ? Instant.Never
        : _ownHelloAt == Instant.Past ? _helloSentAt : _ownHelloAt + _timing.Detection;

    private bool IsHung(Instant now) => now >= HungAt();
}
