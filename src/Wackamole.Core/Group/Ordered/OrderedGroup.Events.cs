using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// What the shell posts. Nothing is sent here: a host that was stopped first learns what it missed.
/// </summary>
public sealed partial class OrderedGroup
{
    private readonly Dictionary<string, OrderedPeer> _peers = new(StringComparer.Ordinal);

    // The engine's members, and those of them that are left out; both in ordinal order.
    private ImmutableArray<string> _members = [];
    private readonly SortedSet<string> _absent = new(StringComparer.Ordinal);
    private ulong _ring;

    /// <summary>Takes an event of the session; those of former sessions are ignored.</summary>
    public void Take(EngineEvent happened, Instant now)
    {
        if (happened.Session != _session)
        {
            return;
        }

        switch (happened)
        {
            case EngineEvent.Connected connected when _phase == OrderedGroupPhase.Connecting:
                EnterOpen(connected.Name, now);
                break;
            case EngineEvent.Membership membership when _ownName is not null:
                TakeMembership(membership, now);
                break;
            case EngineEvent.QuorumChanged quorum:
                _engineQuorate = quorum.IsQuorate;
                break;
            case EngineEvent.Transitional:
                (_orderIsClosed, _isTransitional) = (true, true);
                EndRing();
                break;
            case EngineEvent.Message message when _ownName is not null:
                TakeMessage(message, now);
                break;
            case EngineEvent.Disconnected disconnected:
                TakeDisconnected(disconnected.Reason, now);
                break;
        }
    }

    private void TakeDisconnected(string reason, Instant now)
    {
        _isOpenAsked = false;
        switch (_phase)
        {
            case OrderedGroupPhase.Connecting:
                (_connectOwed, IsUnreached) = (true, true);
                _connectAt = now + _engine.RetryInterval;
                break;
            case OrderedGroupPhase.Open:
                RememberFormerSession();
                Lose(reason, TimeSpan.Zero, now);
                break;
            case OrderedGroupPhase.Leaving:
                HasSaidGoodbye = true;
                break;
            case OrderedGroupPhase.Lost:
                RememberFormerSession();
                break;
        }
    }

    private void TakeMembership(EngineEvent.Membership membership, Instant now)
    {
        var members = membership.Members.Where(OrderedHead.IsSessionName)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        var isOneRing = !_members.IsEmpty && membership.Ring == _ring
            && !membership.IsOfDaemons && !_isTransitional;
        if (!isOneRing)
        {
            EndRing();
        }

        _isTransitional = false;
        foreach (var gone in _members.Where(name => !members.Contains(name)))
        {
            NoteGone(gone, now);
        }

        foreach (var name in members.Where(name => !_peers.ContainsKey(name)))
        {
            _peers.Add(name, new OrderedPeer(name, now) { IsNew = isOneRing });
        }

        if (membership.Ring != _ring)
        {
            _views = 0;
        }

        (_ring, _members) = (membership.Ring, members);
        if (_phase != OrderedGroupPhase.Open)
        {
            return;
        }

        if (!_members.Contains(_ownName!))
        {
            Lose($"{_engine.Engine} does not count this host any more", TimeSpan.Zero, now);
            return;
        }

        Reform(now);
    }

    /// <summary>From here on others may deliver something else, until the next view.</summary>
    private void EndRing()
    {
        _ringIsOver = true;
        foreach (var peer in _peers.Values)
        {
            peer.IsNew = false;
        }
    }

    private void TakeMessage(EngineEvent.Message message, Instant now)
    {
        // Anybody may send to a group; only members are listened to.
        if (!_peers.TryGetValue(message.Sender, out var sender))
        {
            Count("messages.refused.stranger");
            return;
        }

        var reader = new ByteReader(message.Payload);
        var kind = OrderedHead.Read(ref reader);
        if (reader.Failed || !TakeBody(kind, ref reader, sender, now))
        {
            Count("messages.refused.malformed");
        }
    }

    private bool TakeBody(
        OrderedMessageKind kind, ref ByteReader reader, OrderedPeer sender, Instant now)
    {
        switch (kind)
        {
            case OrderedMessageKind.Hello:
                if (!HelloMessage.TryRead(ref reader, _names, out var hello))
                {
                    return false;
                }

                TakeHello(sender, hello!, now);
                return true;
            case OrderedMessageKind.Alive:
                if (!AliveMessage.TryRead(ref reader, _names, out var alive))
                {
                    return false;
                }

                TakeAlive(sender, alive, now);
                return true;
            case OrderedMessageKind.Goodbye:
                if (!GoodbyeMessage.TryRead(ref reader, out var goodbye))
                {
                    return false;
                }

                TakeGoodbye(sender, goodbye.Session, now);
                return true;
            case OrderedMessageKind.Absent:
                if (!AbsentMessage.TryRead(ref reader, out var absent))
                {
                    return false;
                }

                TakeAbsent(absent, now);
                return true;
            default:
                return TakeData(sender, ref reader);
        }
    }
}
