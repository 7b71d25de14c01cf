using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>Whom this host would form a view with, and whether that is worth proposing.</summary>
public sealed partial class Mesh
{
    // Who can be of one view is so by then, as a rule.
    private const int MergeDetections = 4;

    private readonly List<Peer> _candidates = [];
    private readonly List<Peer> _clique = [];
    private readonly List<Peer> _wanted = [];
    private readonly MajorityClique _majorities = new();

    private MemberId _preferred;
    private Instant _activeAt;
    private Instant _considerAt = Instant.Never;

    /// <summary>
    /// Decides whether the present view should change, where something changed or time has come.
    /// </summary>
    private void Consider(Instant now)
    {
        if (!_unsettled && now < _considerAt)
        {
            return;
        }

        _unsettled = false;
        _considerAt = Instant.Never;
        GatherCandidates(now);
        ChooseClique(now - _timing.Fresh, now);
        var preferred = LowestOfClique();
        if (preferred != _preferred)
        {
            _preferred = preferred;
            _heartbeatWanted = true;
        }

        if (_preferred == _self)
        {
            Decide(now);
        }
        else if (IsForsaken(now))
        {
            Propose([_self], now);
        }
    }

    /// <summary>
    /// Whether the coordinator that we prefer has had time to take us, and we are in no view yet,
    /// or alone and bound by a promise that came to nothing: it hears somebody whom we do not, or
    /// we are at odds with a mate of its. A view of one can serve where nobody else does.
    /// </summary>
    private bool IsForsaken(Instant now)
    {
        if (_attempt is not null || _installed.Members.Length > 1
            || (_installed.Id != ViewId.None && !HasPromisedHigher))
        {
            return false;
        }

        return !IsBefore(
            Instant.Max(_activeAt, _promisedAt) + MergeDetections * _timing.Detection, now);
    }

    /// <summary>
    /// Of the candidates. Where more than half of the votes are asked for and what was found has
    /// them not, another clique that has them is taken.
    /// </summary>
    private void ChooseClique(Instant lossCountsUntil, Instant now)
    {
        Clique.Build(_candidates, _installed, lossCountsUntil, now - _timing.Fresh, _clique);
        if (Local.Electorate is { } electorate)
        {
            _majorities.Improve(electorate, OwnVote(electorate), _candidates, _installed,
                lossCountsUntil, _clique);
        }
    }

    /// <summary>
    /// Whether a coordinator that is preferred now is to be so when what its members say of each
    /// other counts as it stands.
    /// </summary>
    private bool RemainsPreferred(Peer coordinator, Instant now)
    {
        GatherCandidates(now);
        ChooseClique(Instant.Never, now);
        _unsettled = true;
        return _clique.Contains(coordinator);
    }

    private MemberId LowestOfClique()
    {
        var lowest = _self;
        foreach (var peer in _clique)
        {
            lowest = peer.Id < lowest ? peer.Id : lowest;
        }

        return lowest;
    }

    private void GatherCandidates(Instant now)
    {
        _candidates.Clear();
        foreach (var peer in _peers)
        {
            if (peer.BothWaysSince == Instant.Never || peer.Latest.Has(HeartbeatFlags.Silent))
            {
                continue;
            }

            if (peer.HeldDownUntil > now)
            {
                ConsiderAgainAt(peer.HeldDownUntil);
                continue;
            }

            if (!FollowsStranger(peer, now))
            {
                _candidates.Add(peer);
            }

            if (peer.LostSomebodyAt != Instant.Past && now - peer.LostSomebodyAt < _timing.Fresh)
            {
                ConsiderAgainAt(peer.LostSomebodyAt + _timing.Fresh);
            }
        }
    }

    /// <summary>
    /// Whether a peer prefers a coordinator lower than us whom we do not hear both ways: it
    /// would refuse us. A member of our view is given H to notice what we noticed first, or we
    /// to hear whom it heard first: a moment's difference must not cost a healthy host its place.
    /// </summary>
    private bool FollowsStranger(Peer peer, Instant now)
    {
        if (!PrefersStranger(peer))
        {
            peer.FollowsStrangerSince = Instant.Never;
            return false;
        }

        if (peer.FollowsStrangerSince == Instant.Never)
        {
            peer.FollowsStrangerSince = now;
        }

        return !peer.IsMember || !IsPatientWith(peer, now);
    }

    /// <summary>Whether a follower of somebody we do not hear may yet learn what we know.</summary>
    private bool IsPatientWith(Peer follower, Instant now)
    {
        // We may know of the loss by a hint, a restart, a third party, or by the stranger's own
        // word that it left us out, and it by silence alone.
        var patienceEnds = follower.FollowsStrangerSince + _timing.Fresh;
        if (_byName.TryGetValue(follower.Latest.PreferredCoordinator!.Value.Name, out var stranger))
        {
            if (stranger.Suspected && stranger.LastHeard != Instant.Past)
            {
                // It may have heard the stranger for longer than we. If it goes on to, the two
                // will not come to us.
                var lastHeard = Instant.Max(stranger.LastHeard, Instant.Min(
                    follower.PreferredHeardAt, stranger.LastHeard + _timing.Detection));
                patienceEnds = Instant.Max(
                    patienceEnds, lastHeard + _timing.Detection + _timing.Fresh);
            }
            else if (follower.Latest.View == _installed.Id)
            {
                patienceEnds += _timing.Detection;
            }
        }

        return IsBefore(patienceEnds, now);
    }

    private bool PrefersStranger(Peer peer) =>
        peer.Latest.PreferredCoordinator is { } preferred && preferred != peer.Id
        && preferred < _self && !(_byName.TryGetValue(preferred.Name, out var known)
            && (known.Id.Incarnation > preferred.Incarnation
                || (known.Id == preferred && known.BothWaysSince != Instant.Never)));

    /// <summary>Whether patience lasts; if so, all is considered again when it ends.</summary>
    private bool IsBefore(Instant patienceEnds, Instant now)
    {
        if (now >= patienceEnds)
        {
            return false;
        }

        ConsiderAgainAt(patienceEnds);
        return true;
    }

    private void ConsiderAgainAt(Instant when) => _considerAt = Instant.Min(_considerAt, when);

    /// <summary>As the coordinator we prefer: is there a view to propose?</summary>
    private void Decide(Instant now)
    {
        CollectWanted(now);
        var members = WithSelf(_wanted);
        if (_attempt is { Installing: false })
        {
            // A member that is gone dooms the try; one that came can wait for the next.
            if (_attempt.Members.All(members.Contains))
            {
                return;
            }
        }
        else if (members.AsSpan().SequenceEqual(_installed.Members.AsSpan()) && !IsWedged(now))
        {
            return;
        }

        if (now < _retryAt)
        {
            ConsiderAgainAt(_retryAt);
            return;
        }

        if (AwaitsWordOfUs(now))
        {
            return;
        }

        // A first view forms with whoever is about, not alone and then again.
        var patience = _wanted.Count < _clique.Count ? _timing.Detection : _timing.Settling;
        if (_installed.Id == ViewId.None && now < _activeAt + patience)
        {
            ConsiderAgainAt(_activeAt + patience);
            return;
        }

        Propose(members, now);
    }

    // A member that we hear no longer hears us. It may be sick, or we are, and then the others
    // say so in a moment: whoever promised us meanwhile would have left a healthy one.
    private bool AwaitsWordOfUs(Instant now)
    {
        foreach (var peer in _peers)
        {
            if (peer.IsMember && peer.AboutUs == PeerVerdict.NotHeard && !peer.Suspected
                && IsBefore(peer.LostBothWaysAt + _timing.Heartbeat / 4, now))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Somebody promised above the present view and has not been given an Install: to all it
    /// seems intact, but it acknowledges nobody any more.
    /// </summary>
    private bool IsWedged(Instant now)
    {
        if (_wedged || OverduePromise(now) != ViewId.None)
        {
            return true;
        }

        foreach (var peer in _clique)
        {
            if (peer.IsMember && peer.Latest.OverduePromise > _installed.Id)
            {
                return true;
            }
        }

        return false;
    }
}
