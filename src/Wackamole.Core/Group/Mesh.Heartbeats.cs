using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What hosts tell each other every h, and what follows from it.</summary>
public sealed partial class Mesh
{
    // A peer that was silent for so many detection times is no longer spoken of.
    private const int ForgottenAfterDetections = 16;
    private const int Goodbyes = 3;

    private const HeartbeatFlags ServesNothing =
        HeartbeatFlags.Deaf | HeartbeatFlags.Draining | HeartbeatFlags.Witness;

    private readonly HeartbeatBody _heartbeat = new();
    private Instant _nextHeartbeat;
    private bool _heartbeatWanted;
    private bool _leaving;
    private int _goodbyesSaid;

    /// <summary>All good-byes of an orderly leave were sent.</summary>
    public bool HasSaidGoodbye => _goodbyesSaid >= Goodbyes;

    /// <summary>Sends one more heartbeat in this round: somebody waits for our evidence.</summary>
    public void WantHeartbeat() => _heartbeatWanted = true;

    private void SendHeartbeat(Instant now)
    {
        FillHeartbeat(now);
        var body = _sender.NewBody();
        _heartbeat.Write(ref body);
        _sender.Broadcast(PacketKind.Heartbeat, body);
        _heartbeatWanted = false;
        var interval = _timing.Heartbeat;
        if (_phase == MeshPhase.Leaving)
        {
            _goodbyesSaid++;
            interval /= 4;
        }

        if (now >= _nextHeartbeat)
        {
            _nextHeartbeat = now - _nextHeartbeat < interval ? _nextHeartbeat + interval
                : now + interval;
        }
    }

    private void FillHeartbeat(Instant now)
    {
        var flags = Local.Flags;
        flags |= _leaving ? HeartbeatFlags.Leaving : 0;
        flags |= _phase == MeshPhase.Silent ? HeartbeatFlags.Silent : 0;
        flags |= _hearsSenior ? HeartbeatFlags.Yielding : 0;
        flags |= _complete ? HeartbeatFlags.ViewComplete : 0;
        flags |= _holding ? HeartbeatFlags.ViewHolding : 0;
        _heartbeat.View = _installed.Id;
        _heartbeat.ViewSize = ServingMembers(now);
        _heartbeat.Complete = IsComplete(now);
        _heartbeat.PreferredCoordinator = _phase == MeshPhase.Active ? _preferred : null;
        _heartbeat.OverduePromise = OverduePromise(now);
        _heartbeat.Delivered = _inbox.Delivered;
        _heartbeat.Highest = IsSequencer ? _sequencer.Highest : 0;
        _heartbeat.CatalogueDigest = Local.CatalogueDigest;
        _heartbeat.Flags = flags;
        _heartbeat.Fence = Local.Fence;
        _heartbeat.Weight = (ushort)Local.Weight;
        _heartbeat.Lease = _timing.Lease;
        _heartbeat.Senior = Yielding ? _senior : ViewRank.None;
        _heartbeat.SeniorHeard = Yielding && _seniorHeard;
        _heartbeat.VoterStamp = Local.VoterStamp;
        _heartbeat.ClearPeers();
        foreach (var peer in _peers)
        {
            if (peer.IsKnown && (peer.LastPacket != Instant.Past || peer.Withdrawn)
                && now - peer.LastPacket < _timing.Detection * ForgottenAfterDetections)
            {
                _heartbeat.AddPeer(Report(peer, now));
            }
        }
    }

    private PeerReport Report(Peer peer, Instant now)
    {
        if (peer.Withdrawn)
        {
            return new PeerReport(peer.Id, PeerVerdict.Withdrawn, peer.NewestCounter);
        }

        if (_phase == MeshPhase.Silent || !peer.IsHeard(now, _timing.Detection))
        {
            return new PeerReport(peer.Id, PeerVerdict.NotHeard, peer.NewestCounter);
        }

        peer.EverAcknowledged = true;
        return new PeerReport(peer.Id, PeerVerdict.Acknowledged, peer.NewestCounter);
    }

    /// <summary>
    /// Members of the present view, this host included, that may serve: neither deaf, nor drained,
    /// nor a witness.
    /// </summary>
    private int ServingMembers(Instant now)
    {
        var count = (Local.Flags & ServesNothing) != 0 ? 0 : 1;
        foreach (var peer in _peers)
        {
            count += peer.IsMember && !peer.IsDeaf(now, _timing.Fresh)
                && (peer.Latest.Flags & (HeartbeatFlags.Draining | HeartbeatFlags.Witness)) == 0
                ? 1 : 0;
        }

        return count;
    }

    private bool HearHeartbeat(Peer peer, ulong counter, ref ByteReader reader, Instant now)
    {
        if (peer.HasHeartbeat && counter < peer.LatestCounter)
        {
            return true;
        }

        if (!peer.Spare.TryRead(ref reader, _names))
        {
            return false;
        }

        var before = peer.HasHeartbeat ? peer.Latest : null;
        var saysTheSame = before is not null && HeartbeatNews.SaysTheSame(before, peer.Spare);
        _unsettled |= !saysTheSame;
        if (HeartbeatNews.LosesSomebody(before, peer.Spare))
        {
            peer.LostSomebodyAt = now;
        }

        if (HeartbeatNews.HearsSomebody(before, peer.Spare))
        {
            peer.HearsSomebody = now;
        }

        if (peer.Spare.PreferredCoordinator is { } preferred
            && HeartbeatNews.Hears(before, peer.Spare, preferred))
        {
            peer.PreferredHeardAt = now;
        }

        peer.TakeHeartbeat(counter, now);
        if (!saysTheSame)
        {
            NoteNewerRuns(peer);
        }

        NoteFollowing(peer, now);
        SawEpoch(peer.Latest.View);
        SawEpoch(peer.Latest.OverduePromise);
        HearAboutUs(peer, now);
        NoteHighest(peer);
        if (peer.Latest.Has(HeartbeatFlags.Leaving))
        {
            // It holds nothing any more and says so itself: nobody waits for it.
            peer.Departed = true;
            _waits.Cut(peer.Id);
            _unsettled = true;
        }

        return true;
    }

    /// <summary>
    /// A mate that has heard a newer run of somebody tells of it: the run that we know is over,
    /// also where the newer one's first packet has yet to come to us.
    /// </summary>
    private void NoteNewerRuns(Peer peer)
    {
        if (!peer.IsMember)
        {
            return;
        }

        foreach (ref readonly var report in peer.Latest.Peers)
        {
            if (_byName.TryGetValue(report.Member.Name, out var known) && known.IsKnown
                && known.Id.Incarnation < report.Member.Incarnation && !known.Superseded)
            {
                known.Superseded = _unsettled = true;
            }
        }
    }

    private void HearAboutUs(Peer peer, Instant now)
    {
        PeerVerdict? verdict = null;
        foreach (ref readonly var report in peer.Latest.Peers)
        {
            if (report.Member != _self)
            {
                continue;
            }

            verdict = report.Verdict;
            if (!peer.NamedUs)
            {
                peer.NamedUs = true;
                peer.LastHeard = now;
                _heartbeatWanted = _phase == MeshPhase.Active;
            }

            // Only counters that were sent can be acknowledged; anything else proves nothing.
            if (verdict == PeerVerdict.Acknowledged && report.Counter <= _sender.LastCounter)
            {
                peer.Evidence = Instant.Max(peer.Evidence, _sender.Log.TimeOf(report.Counter));
            }
        }

        NoteAboutUs(peer, verdict, now);
    }

    private void NoteAboutUs(Peer peer, PeerVerdict? verdict, Instant now)
    {
        if (verdict == PeerVerdict.Withdrawn && peer.AboutUs != verdict)
        {
            peer.WithdrewFromUsAt = now;
        }

        peer.AboutUs = verdict;
        if (verdict == PeerVerdict.Withdrawn && _phase == MeshPhase.Active && Evicts(peer, now))
        {
            Lose($"«{peer.Name}» has withdrawn from this run of this host", TimeSpan.Zero, now);
        }
        else if (peer.Withdrawn && _phase == MeshPhase.Active && HoldsApart(peer, now))
        {
            Lose($"this run of this host has withdrawn from «{peer.Name}», to which it yields",
                TimeSpan.Zero, now);
        }
    }

    /// <summary>
    /// Whether we withdrew from one of the senior view who would take us: this run can never be
    /// in one view with it again, and yields; only another run of ours can come to it.
    /// </summary>
    private bool HoldsApart(Peer peer, Instant now) =>
        YieldsTo(peer.Latest.View) && peer.HearsUs
        && !peer.IsDeaf(now, _timing.Fresh) && now - ForeignSince >= PatienceWith(peer);

    // A view that is only just forming may lose its rank again: it is given some time.
    private TimeSpan PatienceWith(Peer senior) =>
        senior.Latest.Has(HeartbeatFlags.ViewComplete) ? TimeSpan.Zero : _timing.Detection;

    /// <summary>
    /// Whether a withdrawal counts (PROTOCOL.md, section 2, «Eviction»): from a member of our
    /// view; from a view that we yield to; and, so that two views that withdrew from each other
    /// come together also while something keeps both from being complete, after a detection
    /// time from the senior of the two.
    /// </summary>
    private bool Evicts(Peer peer, Instant now)
    {
        if (peer.IsDeaf(now, _timing.Fresh))
        {
            // It withdraws from everybody, and is wrong about all of them.
            return false;
        }

        if (peer.IsMember)
        {
            // Where we withdrew from it ourselves, our own next view is about to say who is out.
            return !MostStandByUs()
                && !(peer.Withdrawn && now - peer.WithdrawnAt < _timing.Detection);
        }

        return YieldsTo(peer.Latest.View)
            && now - peer.WithdrewFromUsAt >= PatienceWith(peer);
    }

    /// <summary>
    /// Whether more than half of our view, we included, hear each other and us and have not
    /// withdrawn: then it is the one who withdrew that is out, and our own next view says so.
    /// </summary>
    private bool MostStandByUs()
    {
        var supporters = 1;
        foreach (var peer in _peers)
        {
            supporters += peer.IsMember && peer.BothWaysSince != Instant.Never && peer.HearsUs
                ? 1 : 0;
        }

        return 2 * supporters > _installed.Members.Length;
    }
}
