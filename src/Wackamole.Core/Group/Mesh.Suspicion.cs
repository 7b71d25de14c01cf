using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>Who is no longer heard, who is heard both ways, and to whom we yield.</summary>
public sealed partial class Mesh
{
    // A link that flaps is held down: the delay doubles from T/2 up to this many T.
    private const int MostFlapDetections = 16;

    private const int FormerViews = 64;

    // Whoever can merge has done so long before: then rank decides anew who of two gives way.
    private const int YieldDetections = 8;

    // Views that we were in: who still shows one has yet to hear of the next, and is not senior.
    private readonly Queue<ViewId> _formerViews = new(FormerViews);
    // The view before the present one: those of it that we left out may go on in it.
    private View _leftView = View.None;
    private bool _hearsSenior;
    // Since when nobody who is heard outranks us any more, though we yield; Never where one does.
    private Instant _seniorLostAt = Instant.Never;
    private ViewId _seniorView = ViewId.None;

    // The most senior of the views that outrank ours and are heard by us or by a mate.
    private ViewRank _senior = ViewRank.None;
    private bool _seniorHeard;
    private Instant _ownCompleteAt = Instant.Past;
    private bool _complete;
    private bool _mature;
    private bool _holding;

    /// <summary>
    /// A member of a view senior to ours is heard, by us or by a member of our view (PROTOCOL.md,
    /// section 4, «Yield»).
    /// </summary>
    public bool Yielding { get; private set; }

    /// <summary>
    /// Since when a member of another view has been heard without a break; Never where none is.
    /// What nobody holds here may be held there: who would take it gives the two time to merge.
    /// </summary>
    public Instant ForeignSince { get; private set; } = Instant.Never;

    public long RivalsMet { get; private set; }

    private void Suspect(Instant now)
    {
        foreach (var peer in _peers)
        {
            if (!peer.IsKnown)
            {
                continue;
            }

            if (peer.UnreachableAt != Instant.Past
                && now - peer.UnreachableAt >= 2 * _timing.Heartbeat && !peer.Suspected)
            {
                BecomeSuspect(peer, now);
            }

            var heard = peer.IsHeard(now, _timing.Detection);
            if (peer.Suspected == heard && heard && peer.UnreachableAt == Instant.Past)
            {
                peer.Suspected = false;
                _unsettled = true;
            }
            else if (!heard && !peer.Suspected)
            {
                BecomeSuspect(peer, now);
            }

            NoteBothWays(peer, now);
        }

        JudgeSeniority(now);
    }

    private void BecomeSuspect(Peer peer, Instant now)
    {
        peer.Suspected = true;
        peer.SuspectedAt = now;
        _unsettled = true;
        if (peer.IsMember && !peer.Departed)
        {
            Counters.Suspicions++;
            peer.FlapDelay = peer.FlapDelay == TimeSpan.Zero
                ? _timing.Detection / 2
                : Shorter(peer.FlapDelay * 2, _timing.Detection * MostFlapDetections);
        }
    }

    private void NoteBothWays(Peer peer, Instant now)
    {
        var bothWays = !peer.Suspected && peer.IsHeardBothWays(now, _timing.Detection);
        if (bothWays == (peer.BothWaysSince != Instant.Never))
        {
            ForgiveFlaps(peer, now);
            return;
        }

        peer.BothWaysSince = bothWays ? now : Instant.Never;
        peer.LostBothWaysAt = bothWays ? peer.LostBothWaysAt : now;
        _unsettled = true;
    }

    // A link that has been good for long is an ordinary link again.
    private void ForgiveFlaps(Peer peer, Instant now)
    {
        if (peer.FlapDelay != TimeSpan.Zero && peer.BothWaysSince != Instant.Never
            && now - peer.BothWaysSince
                > 2 * peer.FlapDelay + _timing.Detection * MostFlapDetections)
        {
            peer.FlapDelay = TimeSpan.Zero;
        }
    }

    private Instant NextSuspicion(Instant now)
    {
        var next = Instant.Never;
        foreach (var peer in _peers)
        {
            if (peer.UnreachableAt != Instant.Past && !peer.Suspected)
            {
                next = Instant.Min(next, peer.UnreachableAt + 2 * _timing.Heartbeat);
            }

            if (!peer.Suspected && peer.LastHeard != Instant.Past)
            {
                next = Instant.Min(next, peer.LastHeard + _timing.Detection);
            }
        }

        return Instant.Max(next, now);
    }

    private void JudgeSeniority(Instant now)
    {
        var hearsForeign = false;
        var hearsSenior = false;
        var memberYields = false;
        var foreignView = ViewId.None;
        NoteRank(now);
        var own = OwnRank(now);
        (_senior, _seniorHeard) = (ViewRank.None, false);
        foreach (var peer in _peers)
        {
            NoteRival(peer, now);
            if (peer.IsMember)
            {
                memberYields |= IsSpeaking(peer, now) && peer.Latest.View == _installed.Id
                    && peer.Latest.Has(HeartbeatFlags.Yielding);
                if (peer.Latest.SeniorHeard && IsRelay(peer, now))
                {
                    NoteSenior(peer.Latest.Senior, own, isHeard: false);
                }
            }
            else if (IsForeign(peer, now))
            {
                hearsForeign = true;
                foreignView = peer.Latest.View;
                if (peer.Latest.Rank is var theirs && theirs.Outranks(own))
                {
                    hearsSenior = true;
                    _seniorView = theirs.View;
                    NoteSenior(theirs, own, isHeard: true);
                }
            }
            else if (IsRelay(peer, now))
            {
                // Of two views that only this one hears, and that it gives way to: one must go.
                hearsForeign = true;
                hearsSenior |= peer.Latest.Senior.Outranks(own);
            }
        }

        // Where a majority is asked for, that decides, and nobody need give way.
        if (!_majorityAsked && LeftViewStands(now))
        {
            hearsForeign = hearsSenior = true;
            _seniorView = _leftView.Id;
        }

        // Who yields goes on while the other is heard, whatever their ranks become meanwhile; and
        // the view that the other is in by now is the one that may evict us.
        if (_hearsSenior && !hearsSenior && foreignView != ViewId.None)
        {
            _seniorView = foreignView;
        }

        _seniorLostAt = hearsSenior || !_hearsSenior ? Instant.Never
            : Instant.Min(_seniorLostAt, now);
        var goesOn = hearsForeign
            && now < _seniorLostAt + YieldDetections * _timing.Detection;
        _hearsSenior = _installed.Id != ViewId.None
            && (hearsSenior || (_hearsSenior && goesOn));
        ForeignSince = !hearsForeign ? Instant.Never
            : ForeignSince == Instant.Never ? now : ForeignSince;
        Yielding = _hearsSenior || memberYields;
    }

    /// <summary>
    /// Also of one that yields already, or has left its view to join ours: it heard us first.
    /// </summary>
    private void NoteRival(Peer peer, Instant now)
    {
        var isRival = IsSpeaking(peer, now) && !peer.IsMember
            && (peer.Latest.View != ViewId.None || peer.Latest.Has(HeartbeatFlags.Mature));
        if (isRival && !peer.IsRival)
        {
            RivalsMet++;
        }

        peer.IsRival = isRival;
    }

    /// <summary>
    /// Whether the view that we were in before goes on without us: somebody whom we left out is
    /// still in it, and acknowledges more than half of it. What we withdrew does not evict that
    /// one (MostStandByUs); so it is we who are out, and give way. Everybody is given a heartbeat
    /// to notice what we noticed first.
    /// </summary>
    private bool LeftViewStands(Instant now)
    {
        if (_leftView.Id == ViewId.None)
        {
            return false;
        }

        foreach (var peer in _peers)
        {
            if (!peer.IsMember && peer.Latest.View == _leftView.Id && IsSpeaking(peer, now)
                && peer.LatestAt - _installedAt >= _timing.Heartbeat
                && !peer.Latest.GivesWay
                && !peer.Latest.Has(HeartbeatFlags.Deaf)
                && !peer.IsDeaf(now, DeafAfter(peer, _leftView.Id))
                && HasMostOfLeftView(peer))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasMostOfLeftView(Peer peer)
    {
        var acknowledged = 1;
        foreach (ref readonly var report in peer.Latest.Peers)
        {
            // Whoever is in ours has withdrawn from it, which it may not have heard yet.
            acknowledged += report.Verdict == PeerVerdict.Acknowledged
                && _leftView.Contains(report.Member) && report.Member != _self
                && !_installed.Contains(report.Member) ? 1 : 0;
        }

        return 2 * acknowledged > _leftView.Members.Length;
    }

    /// <summary>What our view is, as far as any member of it has said.</summary>
    private void NoteRank(Instant now)
    {
        _ownCompleteAt = Local.Complete ? now : _ownCompleteAt;
        var complete = IsComplete(now);
        _mature = (Local.Flags & HeartbeatFlags.Mature) != 0;
        // A view that has had time to merge and holds nothing may be the one that could: where the
        // other holds a little and is no more than that, it must not wait for it for ever.
        _holding = (Local.Flags & HeartbeatFlags.Holding) != 0
            || now - _installedAt >= MergeDetections * _timing.Detection;
        foreach (var peer in _peers)
        {
            if (peer.IsMember && IsSpeaking(peer, now))
            {
                complete |= peer.Latest.Complete;
                _mature |= peer.Latest.Has(HeartbeatFlags.Mature);
                _holding |= peer.Latest.Has(HeartbeatFlags.Holding);
            }
        }

        _complete = complete;
    }

    // Own moments of being incomplete, as in every change of views, do not count; others are
    // told the same, or both of two views could believe themselves to be the senior one.
    private bool IsComplete(Instant now) =>
        _ownCompleteAt != Instant.Past && now - _ownCompleteAt < _timing.Fresh;

    private bool IsSpeaking(Peer peer, Instant now) =>
        peer.HasHeartbeat && !peer.Departed && now - peer.LastPacket < _timing.Detection;

    /// <summary>
    /// A member of a view that is neither ours, nor one that we were in or promised, and that gives
    /// not way itself. A deaf one is no rival to anybody.
    /// </summary>
    private bool IsForeign(Peer peer, Instant now)
    {
        var view = peer.Latest.View;
        return IsSpeaking(peer, now) && view != ViewId.None
            && view != _installed.Id && !IsPromised(view)
            && !peer.Latest.Has(HeartbeatFlags.Deaf) && !peer.IsDeaf(now, DeafAfter(peer, view))
            && !peer.Latest.GivesWay && !peer.IsMember
            && !_formerViews.Contains(view);
    }

    // One that was stopped looks deaf before it looks silent, and its lease runs on: who gave way
    // to it waits for that.
    private TimeSpan DeafAfter(Peer peer, ViewId view) =>
        YieldsTo(view) ? LeaseOf(peer) : _timing.Fresh;

    // Who is in no view is nobody's senior, also where the senior is known by hearsay alone.
    private bool YieldsTo(ViewId view) =>
        _hearsSenior && view != ViewId.None && view == _seniorView;

    private void NoteSenior(in ViewRank theirs, in ViewRank own, bool isHeard)
    {
        if (theirs.Outranks(own) && (_senior.IsNone || theirs.Outranks(_senior)
            || (isHeard && theirs.View == _senior.View)))
        {
            (_senior, _seniorHeard) = (theirs, isHeard);
        }
    }

    /// <summary>
    /// Gives way to a view that it or a mate of its hears, and we may not. What strangers tell is
    /// never told on: nobody could say when it has ended.
    /// </summary>
    private bool IsRelay(Peer peer, Instant now)
    {
        var told = peer.Latest.Senior.View;
        return IsSpeaking(peer, now) && told != ViewId.None
            && told != _installed.Id && !IsPromised(told)
            && !peer.Latest.Has(HeartbeatFlags.Deaf) && !peer.IsDeaf(now, _timing.Fresh)
            && !_formerViews.Contains(told);
    }

    /// <summary>
    /// By what a view's members know together: both judge by that, or each could think itself
    /// senior.
    /// </summary>
    private ViewRank OwnRank(Instant now) => new(_installed.Id, ServingMembers(now),
        (Local.Flags & HeartbeatFlags.Quorate) != 0, _complete, _mature, _holding);

    private static TimeSpan Shorter(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
