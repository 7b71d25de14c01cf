using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// The coordinator's part in forming a view (PROTOCOL.md, section 2, «Agreement»).
/// </summary>
public sealed partial class Mesh
{
    // Bound of the doubling delay after a refusal, in detection times.
    private const int MostRefusalDetections = 16;

    // What earlier tries told of waits: a try that failed must not forget them.
    private readonly WaitLedger _toldWaits = new();
    private Attempt? _attempt;
    private Instant _retryAt = Instant.Past;

    private void Propose(ImmutableArray<MemberId> members, Instant now)
    {
        _highestEpoch = Math.Max(_highestEpoch, Math.Max(_promised.Epoch, _installed.Id.Epoch)) + 1;
        _attempt = new Attempt(new ViewId(_highestEpoch, _self), members, now);
        Counters.Proposals++;
        Promise(_attempt.Id, members, now);
        _attempt.Accept(_self);
        _toldWaits.Expire(now);
        foreach (var wait in OwnWaits(members, now))
        {
            _toldWaits.Note(wait.Member, now + wait.Remaining);
        }

        DriveAttempt(now);
    }

    /// <summary>Sends what members of the present try have not answered, again and again.</summary>
    private void DriveAttempt(Instant now)
    {
        if (_attempt is not { } attempt)
        {
            return;
        }

        if (!attempt.Installing && attempt.AllAccepted)
        {
            attempt.Installing = true;
            attempt.RepeatAt = now;
            attempt.LongestWait = LongestWait(attempt.Members, now);
            Install(new View(attempt.Id, attempt.Members), now + attempt.LongestWait, now);
        }

        if (attempt.Installing && attempt.Id != _installed.Id)
        {
            // We are in somebody's next view by now, or alone again: nobody need have this one.
            _attempt = null;
            return;
        }

        if (now < attempt.RepeatAt)
        {
            return;
        }

        attempt.RepeatAt = now + _timing.Heartbeat / 4;
        if (now - attempt.StartedAt >= _timing.Detection && !attempt.Installing)
        {
            GiveUp(attempt, now);
        }
        else if (!SendMissing(attempt, now) && attempt.Installing)
        {
            _attempt = null;
        }
    }

    /// <summary>
    /// Whoever follows us since the coordinator was lost may have refused us a moment ago, before
    /// it knew of that: it is asked again at once. Not whenever one begins to follow: where some
    /// hear each other and others do not, they would never come to rest.
    /// </summary>
    private void NoteFollowing(Peer peer, Instant now)
    {
        if (peer.Latest.PreferredCoordinator != _self)
        {
            peer.FollowsUsSince = Instant.Never;
            return;
        }

        if (peer.FollowsUsSince == Instant.Never && _attempt is { Installing: false } attempt
            && PeerOf(_installed.Id.Coordinator) is { Suspected: true })
        {
            attempt.RepeatAt = now;
        }

        peer.FollowsUsSince = Instant.Min(peer.FollowsUsSince, now);
    }

    /// <summary>
    /// For those that are left out, by what all members told; and for whomever an earlier
    /// coordinator waited, of whom only the time is known.
    /// </summary>
    private TimeSpan LongestWait(ImmutableArray<MemberId> members, Instant now)
    {
        var told = _toldWaits.Longest(now, members);
        return _namelessWaitUntil > now + told ? _namelessWaitUntil - now : told;
    }

    /// <summary>
    /// Sends Propose or Install to whoever has not answered it; false where all have.
    /// </summary>
    private bool SendMissing(Attempt attempt, Instant now)
    {
        var missing = false;
        foreach (var member in attempt.Members)
        {
            if (PeerOf(member) is not { } peer || peer.Suspected)
            {
                continue;
            }

            if (attempt.Installing ? peer.Latest.View == attempt.Id : attempt.HasAccepted(member))
            {
                continue;
            }

            missing = true;
            var body = _sender.NewBody();
            if (attempt.Installing)
            {
                var wait = attempt.LongestWait - (now - _installedAt);
                new InstallBody(attempt.Id, attempt.Members, wait).Write(ref body);
            }
            else
            {
                new ProposeBody(attempt.Id, attempt.Members).Write(ref body);
            }

            _sender.SendTo(
                peer, attempt.Installing ? PacketKind.Install : PacketKind.Propose, body);
        }

        return missing;
    }

    // Who let a whole detection time pass without an answer is left out of the next try.
    private void GiveUp(Attempt attempt, Instant now)
    {
        foreach (var member in attempt.Members)
        {
            if (!attempt.HasAccepted(member) && PeerOf(member) is { } peer)
            {
                HoldDown(peer, now);
            }
        }

        _attempt = null;
        _unsettled = true;
    }

    private void HoldDown(Peer peer, Instant now)
    {
        peer.RefusalDelay = peer.RefusalDelay == TimeSpan.Zero
            ? _timing.Heartbeat * 2
            : Shorter(peer.RefusalDelay * 2, _timing.Detection * MostRefusalDetections);
        peer.HeldDownUntil = now + peer.RefusalDelay + _random.Below(_timing.Heartbeat);
        _unsettled = true;
    }

    private bool HearAccept(Peer peer, ref ByteReader reader, Instant now)
    {
        if (!AcceptBody.TryRead(ref reader, _names, out var accept))
        {
            return false;
        }

        foreach (var wait in accept.Waits)
        {
            _toldWaits.Note(wait.Member, now + wait.Remaining);
        }

        if (_attempt is { Installing: false } attempt && attempt.Id == accept.Id)
        {
            attempt.Accept(peer.Id);
            peer.RefusalDelay = TimeSpan.Zero;
        }

        return true;
    }

    private bool HearRefuse(Peer peer, ref ByteReader reader, Instant now)
    {
        if (!RefuseBody.TryRead(ref reader, _names, out var refuse))
        {
            return false;
        }

        SawEpoch(refuse.Promised);
        if (_attempt is not { Installing: false } attempt || attempt.Id != refuse.Id)
        {
            return true;
        }

        Counters.Refusals++;
        if (refuse.Reason == RefuseReason.NotPreferred && IsJustSuspected(refuse, now))
        {
            // It will notice in a moment what we noticed first; the proposal is repeated.
            return true;
        }

        _attempt = null;
        _unsettled = true;
        if (refuse.Reason == RefuseReason.EpochTooLow || peer.IsMember)
        {
            // A member of our view is not dropped for a refusal: what made us propose may be over.
            _retryAt = now + _random.Below(_timing.Heartbeat);
        }
        else
        {
            HoldDown(peer, now);
        }

        return true;
    }

    private bool IsJustSuspected(in RefuseBody refuse, Instant now) =>
        _byName.TryGetValue(refuse.PreferredCoordinator.Name, out var preferred)
        && preferred.BothWaysSince == Instant.Never
        && now - Instant.Max(preferred.LastHeard + _timing.Detection,
            Instant.Max(preferred.SuspectedAt, preferred.LostBothWaysAt)) < _timing.Fresh;

    private bool HearInstallRefused(Peer peer, ref ByteReader reader, Instant now)
    {
        if (!InstallRefusedBody.TryRead(ref reader, _names, out var refused))
        {
            return false;
        }

        SawEpoch(refused.Promised);
        if (_installed.Id == refused.Id && peer.IsMember
            && refused.Promised > _installed.Id)
        {
            // It is bound by a higher promise: start over above that.
            _retryAt = now + _random.Below(_timing.Heartbeat);
            _wedged = true;
            _unsettled = true;
        }

        return true;
    }
}
