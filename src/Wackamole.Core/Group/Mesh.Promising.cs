using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>A member's part in agreeing on a view (PROTOCOL.md, section 2, «Promise»).</summary>
public sealed partial class Mesh
{
    // An Install that takes longer than this is overdue, and everybody is told.
    private const int OverdueHeartbeats = 2;

    private ViewId _promised = ViewId.None;
    // The one before it. Of the same coordinator, we are a member of that view too, though its
    // Install came too late; of another one, we have left it.
    private ViewId _promisedBefore = ViewId.None;
    private Instant _promisedAt = Instant.Past;
    private bool _wedged;

    // What Installs told to wait for: of whom, their coordinators alone knew.
    private Instant _namelessWaitUntil = Instant.Past;

    private bool IsPromised(ViewId view) => view == _promised
        || (view == _promisedBefore && view.Coordinator == _promised.Coordinator);

    private ViewId OverduePromise(Instant now)
    {
        if (_promised <= _installed.Id)
        {
            return ViewId.None;
        }

        var overdue = _promisedAt + OverdueHeartbeats * _timing.Heartbeat;
        if (now >= overdue)
        {
            return _promised;
        }

        ConsiderAgainAt(overdue);
        return ViewId.None;
    }

    /// <summary>
    /// Binds this host to a proposal: it withdraws, for good, from every member of its view that
    /// is left out, whatever becomes of the proposal.
    /// </summary>
    private void Promise(ViewId id, ImmutableArray<MemberId> members, Instant now)
    {
        _early.Clear();
        (_promisedBefore, _promised) = (_promised, id);
        _promisedAt = now;
        _wedged = false;
        SawEpoch(id);
        foreach (var member in _installed.Members)
        {
            if (members.BinarySearch(member) < 0 && PeerOf(member) is { Withdrawn: false } peer)
            {
                NoteWait(peer);
                peer.Withdrawn = true;
                peer.WithdrawnAt = now;
            }
        }
    }

    /// <summary>Nothing that arrives from now on prolongs what this peer may still do.</summary>
    private void NoteWait(Peer peer)
    {
        if (peer.EverAcknowledged && !peer.Departed && !peer.Withdrawn)
        {
            _waits.Note(peer.Id, peer.LastHeard + LeaseOf(peer));
        }
    }

    /// <summary>
    /// For how long it may hold on one acknowledgement: hosts may be told of other times, one
    /// after another, so what it said of its own lease counts where that is longer.
    /// </summary>
    private TimeSpan LeaseOf(Peer peer) =>
        peer.HasHeartbeat && peer.Latest.Lease > _timing.Lease
            ? Timing.WithDrift(peer.Latest.Lease) : _timing.LeaseWithDrift;

    private ImmutableArray<RemainingWait> OwnWaits(ImmutableArray<MemberId> members, Instant now)
    {
        var waits = ImmutableArray.CreateBuilder<RemainingWait>();
        _waits.Collect(now, members, waits);
        foreach (var peer in _peers)
        {
            var until = peer.LastHeard + LeaseOf(peer);
            if (peer.EverAcknowledged && !peer.Departed && !peer.Withdrawn && until > now
                && members.BinarySearch(peer.Id) < 0)
            {
                waits.Add(new RemainingWait(peer.Id, until - now));
            }
        }

        return waits.ToImmutable();
    }

    private bool HearPropose(Peer peer, ref ByteReader reader, Instant now)
    {
        if (!ProposeBody.TryRead(ref reader, _names, out var propose)
            || propose.Id.Coordinator != peer.Id)
        {
            return false;
        }

        SawEpoch(propose.Id);
        if (WhyRefuse(peer, propose, now) is { } reason)
        {
            var refusal = _sender.NewBody();
            new RefuseBody(propose.Id, reason, _preferred, _promised).Write(ref refusal);
            _sender.SendTo(peer, PacketKind.Refuse, refusal);
            return true;
        }

        if (propose.Id != _promised)
        {
            Promise(propose.Id, propose.Members, now);
            if (_attempt is { Installing: false })
            {
                _attempt = null;
            }
        }

        var accept = _sender.NewBody();
        new AcceptBody(propose.Id, OwnWaits(propose.Members, now)).Write(ref accept);
        _sender.SendTo(peer, PacketKind.Accept, accept);
        return true;
    }

    private RefuseReason? WhyRefuse(Peer coordinator, in ProposeBody propose, Instant now)
    {
        if (_phase != MeshPhase.Active)
        {
            return RefuseReason.Silent;
        }

        if (propose.Members.BinarySearch(_self) < 0)
        {
            return RefuseReason.NotIncluded;
        }

        if (propose.Id < _promised || propose.Id <= _installed.Id)
        {
            return RefuseReason.EpochTooLow;
        }

        if (propose.Id == _promised)
        {
            return null;
        }

        foreach (var member in propose.Members)
        {
            if (_byName.TryGetValue(member.Name, out var known)
                && (known.Id.Incarnation > member.Incarnation
                    || (known.Id == member && known.Withdrawn)))
            {
                return RefuseReason.WithdrawnMember;
            }
        }

        if (now - coordinator.Evidence > _timing.Fresh)
        {
            // Deaf, at least to us: it would leave out healthy ones, and us in the end, having made
            // us withdraw from our mates.
            return RefuseReason.Deaf;
        }

        if (coordinator.Id > _preferred)
        {
            return RefuseReason.NotPreferred;
        }

        var isWrong = coordinator.Id == _preferred
            ? SeveralLost(coordinator, propose.Members, now) && !RemainsPreferred(coordinator, now)
            : LeftOutButHeard(propose.Members, now).Any();
        return isWrong ? RefuseReason.LeavesOutHeard : null;
    }

    /// <summary>
    /// Whether a proposal leaves out several who do not hear its coordinator, and are heard. Of one
    /// and the other either may be the sick one; of these it may be the coordinator.
    /// </summary>
    private bool SeveralLost(Peer coordinator, ImmutableArray<MemberId> members, Instant now) =>
        LeftOutButHeard(members, now).Count(peer => !Clique.Hears(peer, coordinator)) > 1;

    private IEnumerable<Peer> LeftOutButHeard(ImmutableArray<MemberId> members, Instant now) =>
        _peers.Where(peer => peer.IsMember && members.BinarySearch(peer.Id) < 0
            && peer.IsHeardBothWays(now, _timing.Fresh));

    private bool HearInstall(Peer peer, ref ByteReader reader, Instant now)
    {
        if (!InstallBody.TryRead(ref reader, _names, out var install)
            || install.Id.Coordinator != peer.Id)
        {
            return false;
        }

        SawEpoch(install.Id);
        if (install.Id == _installed.Id)
        {
            // The coordinator has not heard yet that we have it.
            _heartbeatWanted = true;
        }
        else if (_phase == MeshPhase.Active && install.Id == _promised)
        {
            _namelessWaitUntil = Instant.Max(_namelessWaitUntil, now + install.LongestWait);
            Install(new View(install.Id, install.Members), _namelessWaitUntil, now);
        }
        else
        {
            var refused = _sender.NewBody();
            new InstallRefusedBody(install.Id, _promised).Write(ref refused);
            _sender.SendTo(peer, PacketKind.InstallRefused, refused);
        }

        return true;
    }
}
