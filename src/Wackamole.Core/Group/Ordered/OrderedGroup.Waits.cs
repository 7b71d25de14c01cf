using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// How long whoever went without a word may still answer (PROTOCOL.md, section 5, «The wait»).
/// </summary>
public sealed partial class OrderedGroup
{
    // By session: until when its lease may run.
    private readonly Dictionary<string, Instant> _gone = new(StringComparer.Ordinal);

    // Own sessions that ended without a good-bye; everything was released since.
    private readonly Queue<string> _formerSessions = new();

    // Waits that are over, and those for whom nobody knows: evidence must be younger.
    private Instant _waitedUntil = Instant.Past;

    // One change of the engine's members can come in several steps.
    private Instant _settledAt = Instant.Past;

    public Instant WaitUntil
    {
        get
        {
            var until = Instant.Max(_waitedUntil, _settledAt);
            foreach (var gone in _gone.Values)
            {
                until = Instant.Max(until, gone);
            }

            return until;
        }
    }

    /// <summary>The engine has lost a session.</summary>
    private void NoteGone(string name, Instant now)
    {
        _peers.Remove(name, out var peer);
        if (!_absent.Remove(name) && peer is not null)
        {
            NoteWait(peer, now);
        }
    }

    private void NoteWait(OrderedPeer peer, Instant now)
    {
        if (peer.Session == _ownName || peer.IsNew)
        {
            return;
        }

        // Of one that was in no view with us nothing is known but that it was there.
        var evidence = peer.WasMember ? peer.LastHeard : now;
        var lease = Timing.WithDrift(peer.Lease > _timing.Lease ? peer.Lease : _timing.Lease);
        NoteWait(peer.Session, evidence + lease + _engine.UnseenEvidence);
    }

    /// <summary>
    /// The next session knows none of these: what each of them may answer for is waited for.
    /// Those that it is in a view with then are waited for no more.
    /// </summary>
    private void NoteWaitsOfAll(Instant now)
    {
        foreach (var peer in _peers.Values.Where(peer => !_absent.Contains(peer.Session)))
        {
            NoteWait(peer, now);
        }
    }

    private void NoteWait(string session, Instant until) =>
        _gone[session] = Instant.Max(until, _gone.GetValueOrDefault(session, Instant.Past));

    /// <summary>
    /// What the members of a new view know of the dead, from their Hellos: whom each of them has
    /// lost, and which of these have said themselves that they hold nothing.
    /// </summary>
    private void MergeWaits(List<OrderedPeer> peers, Instant now)
    {
        foreach (var told in peers.SelectMany(peer => peer.Hello!.Waits))
        {
            NoteWait(told.Session, now + told.Wait);
        }

        foreach (var peer in peers)
        {
            _gone.Remove(peer.Session);
            foreach (var former in peer.Hello!.Former)
            {
                _gone.Remove(former);
            }
        }

        var fresh = peers.Count(peer => peer.Hello!.IsFresh);
        if (fresh == peers.Count || (fresh > 0 && _isMajorityAsked))
        {
            // Nobody here can know whom the last one that left had lost. Nor, where one host may
            // make the majority of another part that of this one, whom that one had.
            var longest = peers.Max(peer => peer.Lease);
            _waitedUntil = Instant.Max(_waitedUntil, now + Timing.WithDrift(longest));
        }
    }

    private void ForgetPastWaits(Instant now)
    {
        if (_gone.Count == 0)
        {
            return;
        }

        foreach (var (name, until) in _gone)
        {
            if (until <= now)
            {
                _gone.Remove(name);
                _waitedUntil = Instant.Max(_waitedUntil, until);

                // Who takes now needs evidence younger than the wait.
                WantHeartbeat();
            }
        }
    }

    private ImmutableArray<SessionWait> RunningWaits(Instant now) =>
        [.. _gone.Where(gone => gone.Value > now).OrderByDescending(gone => gone.Value)
            .ThenBy(gone => gone.Key, StringComparer.Ordinal)
            .Select(gone => new SessionWait(gone.Key, gone.Value - now))];

    /// <summary>Word of the dead themselves: nobody need wait.</summary>
    private void TakeGoodbye(OrderedPeer sender, string session, Instant now)
    {
        if (session != sender.Session)
        {
            Count("messages.refused.stranger");
            return;
        }

        _absent.Add(session);
        _gone.Remove(session);
        if (session == _ownName && _phase == OrderedGroupPhase.Leaving)
        {
            HasSaidGoodbye = true;
        }
        else
        {
            Reform(now);
        }
    }

    private void RememberFormerSession()
    {
        if (_ownName is { } name)
        {
            if (_formerSessions.Count == HelloMessage.MostFormer)
            {
                _formerSessions.Dequeue();
            }

            _formerSessions.Enqueue(name);
            _ownName = null;
        }
    }

    /// <summary>Ends what is left of a session, and says that nothing is held by it.</summary>
    private void EndSession()
    {
        if (_ownName is { } name && !_members.IsEmpty && !_absent.Contains(name))
        {
            SayGoodbye(name);
        }

        if (_isOpenAsked)
        {
            _effects.Act(new NodeAction.LeaveEngine(_session));
        }

        (_isOpenAsked, _ownName, _members) = (false, null, []);
    }
}
