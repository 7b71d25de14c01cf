using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core.Group;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core;

/// <summary>Being a member: what the group says, and the way in and out of it.</summary>
public sealed partial class Node
{
    private static readonly TimeSpan RefusalReportInterval = TimeSpan.FromMinutes(10);

    private readonly Dictionary<(RefusalReason, Endpoint), Instant> _refusalsReported = [];
    private NodePhase _phase = NodePhase.Running;
    private Instant _phaseSince;
    private Instant _phaseEnds = Instant.Never;
    private Instant _leaveAt = Instant.Never;
    private bool _finishAfterLeaving;
    private bool _startAfterLeaving;
    private bool _stateOwed;
    private TimeSpan _longestLease;

    // By name: the last run whose lease is another than ours, and said to be.
    private readonly Dictionary<string, MemberId> _otherLeases = new(StringComparer.Ordinal);
    private int _lossesInARow;

    private void TakeGroupEvents(Instant now)
    {
        while (_group.TryTakeEvent(out var happened))
        {
            Trace(happened);
            switch (happened.Kind)
            {
                case GroupEventKind.View:
                    BeginView(happened, now);
                    break;
                case GroupEventKind.Message:
                    TakeMessage(happened, now);
                    break;
                case GroupEventKind.Lost:
                    LoseGroup(happened, now);
                    break;
            }
        }
    }

    private void BeginView(GroupEvent happened, Instant now)
    {
        Effects.Act(new NodeAction.Log(new NodeReport(ReportLevel.Information,
            ReportKind.ViewInstalled, $"view {happened.View}")
        { View = happened.View }));
        _lossesInARow = 0;
        _bootClaims = false;
        _nextArpReport = Instant.Min(_nextArpReport, now + ArpReportAfterView);
        NoteLeases(now);
        _quorum?.BeginView(happened.View, _group.Self);
        TickQuorum(now);
        _allocator.ViewInstalled(happened.View, _group.Self, happened.WaitUntil, now);
        _stateOwed = true;
        if (!_lease.IsValid(now))
        {
            // What a lapsed lease covered may have been taken by others: it goes first.
            RemoveEverything("its lease was not valid when the view changed", now);
        }

        SendOwedState(now);
    }

    /// <summary>
    /// The waits are as long as the longest lease that is told of; what nobody told of, they are
    /// not. Said once for each run of a host.
    /// </summary>
    private void NoteLeases(Instant now)
    {
        foreach (var peer in _group.DescribePeers(now))
        {
            if (peer.Lease == TimeSpan.Zero || peer.Lease == _settings.Timing.Lease
                || (_otherLeases.TryGetValue(peer.Id.Name, out var said) && said == peer.Id))
            {
                continue;
            }

            _otherLeases[peer.Id.Name] = peer.Id;
            _longestLease = peer.Lease > _longestLease ? peer.Lease : _longestLease;
            Report(ReportLevel.Warning, ReportKind.Membership, string.Create(
                CultureInfo.InvariantCulture,
                $"{peer.Id.Name} holds a lease of {peer.Lease.TotalMilliseconds} ms and this host "
                + $"one of {_settings.Timing.Lease.TotalMilliseconds} ms: the longer one is waited "
                + $"for; write the same DetectionTime, Heartbeat and Lease on all hosts"));
        }

        if (_quorum is { } quorum)
        {
            quorum.LongestLease = _longestLease;
        }
    }

    // Said once nothing is held on the strength of a lease that is not valid.
    private void SendOwedState(Instant now)
    {
        if (_stateOwed && (_lease.IsValid(now) || _addresses.IsEmpty))
        {
            _stateOwed = false;
            var ends = Instant.Max(_group.WaitUntil, _quorum?.WaitUntil ?? Instant.Past);
            _allocator.SendState(now, ends > now ? ends - now : TimeSpan.Zero);
        }
    }

    private void TakeMessage(GroupEvent happened, Instant now)
    {
        if (happened.Payload.Length == 0)
        {
            return;
        }

        var content = happened.Payload.AsSpan(1);
        switch ((NodeMessage)happened.Payload[0])
        {
            case NodeMessage.Allocation:
                var before = _allocator.State;
                _allocator.Delivered(happened.Sender, content, now);
                NoteAllocationState(before);
                break;
            case NodeMessage.Voters:
                _quorum?.Delivered(happened.Sender, content, now);
                break;
            case NodeMessage.ArpTable:
                TakeArpReport(happened.Sender, content, now);
                break;
        }
    }

    private void NoteAllocationState(Allocation.AllocationState before)
    {
        if (before == _allocator.State)
        {
            return;
        }

        if (_allocator.State == Allocation.AllocationState.Run)
        {
            // Others wait for our evidence to take what nobody holds.
            _group.WantHeartbeat();
            _bootClaims = before == Allocation.AllocationState.Boot;
        }

        Report(ReportLevel.Debug, ReportKind.Allocation, $"allocation: {_allocator.State}");
    }

    private bool Multicast(NodeMessage kind, ReadOnlySpan<byte> content, Lane lane)
    {
        var payload = new byte[content.Length + 1];
        payload[0] = (byte)kind;
        content.CopyTo(payload.AsSpan(1));
        var isSent = _group.Multicast(payload, lane);
        if (!isSent)
        {
            Report(ReportLevel.Warning, ReportKind.Dropped,
                $"a message of {content.Length} bytes was not sent: too much waits already");
        }

        return isSent;
    }

    private void LoseGroup(GroupEvent happened, Instant now)
    {
        Effects.Act(new NodeAction.Log(new NodeReport(ReportLevel.Warning, ReportKind.GroupLost,
            $"out of the group: {happened.Reason}")));
        WithdrawLease(now);
        _stateOwed = false;
        _quorum?.Lost();
        _allocator.Lost(now);
        RemoveEverything("this host is out of the group", now);
        _guard.Need(false);
        _lossesInARow++;
        if (_phase is NodePhase.Running or NodePhase.Releasing or NodePhase.HoldingOff)
        {
            EnterReleasing(happened.BackOff, now);
        }
    }

    /// <summary>Takes the next step on the way in or out, where it is due.</summary>
    private void Proceed(Instant now)
    {
        SendOwedState(now);
        switch (_phase)
        {
            case NodePhase.Releasing when _addresses.IsEmpty:
                EnterHoldingOff(_phaseEnds, now);
                break;
            case NodePhase.HoldingOff when now >= _phaseEnds:
                EnterRunning(now);
                break;
            case NodePhase.Departing when !_allocator.IsDraining:
                // Another host's operator said start: who departs does so all the same.
                _allocator.SetDraining(true, now);
                break;
            case NodePhase.Departing when CanLeave(now):
                EnterLeaving(now);
                break;
            case NodePhase.Leaving when _group.HasSaidGoodbye || _group.IsLost:
                EnterAway(now);
                break;
        }
    }

    /// <summary>
    /// Whether everything is elsewhere and its takers have said so (they are given a heartbeat:
    /// a change of views would only delay them), or nothing more can be hoped for.
    /// </summary>
    private bool CanLeave(Instant now)
    {
        if (_allocator.HoldsNothingAndWillNot && _leaveAt == Instant.Never)
        {
            _leaveAt = now + _settings.Timing.Heartbeat;
        }

        var handedOver = _leaveAt != Instant.Never && (_allocator.IsComplete || now >= _leaveAt);
        if (!handedOver && now < _phaseEnds && _group.Installed.Id != ViewId.None)
        {
            return false;
        }

        RemoveEverything("this host leaves", now);
        return _addresses.IsEmpty;
    }

    private void Depart(bool finish, Instant now)
    {
        _finishAfterLeaving |= finish;
        _startAfterLeaving &= !finish;
        if (_phase is NodePhase.Failed)
        {
            EnterAway(now);
        }
        else if (_phase is not (NodePhase.Departing or NodePhase.Leaving or NodePhase.Finished))
        {
            _leaveAt = Instant.Never;
            EnterPhase(NodePhase.Departing, now + _settings.LeaveLimit, now);
            _allocator.SetDraining(true, now);
        }
    }

    private Instant PhaseDeadline() => _phase switch
    {
        NodePhase.HoldingOff => _phaseEnds,
        NodePhase.Departing when _allocator.HoldsNothingAndWillNot && _addresses.IsEmpty =>
            Instant.Min(_leaveAt, _phaseEnds),
        NodePhase.Departing when !_addresses.IsUnderWay => _phaseEnds,
        _ => Instant.Never,
    };

    private void EnterReleasing(TimeSpan backOff, Instant now)
    {
        EnterPhase(NodePhase.Releasing, now + backOff, now);
    }

    private void EnterHoldingOff(Instant earliest, Instant now)
    {
        // The more often in a row, the longer: whatever it is, it does not help to hurry.
        var pause = _settings.Timing.Heartbeat * Math.Min(_lossesInARow, 64);
        EnterPhase(NodePhase.HoldingOff, Instant.Max(earliest, now + pause), now);
    }

    private void EnterRunning(Instant now)
    {
        EnterPhase(NodePhase.Running, Instant.Never, now);
        _group.Rejoin(now);
    }

    private void EnterLeaving(Instant now)
    {
        EnterPhase(NodePhase.Leaving, Instant.Never, now);
        WithdrawLease(now);
        _group.Local = DescribeSelf(now);
        _group.Leave(now);
    }

    // Gone: for good, or until an operator says start.
    private void EnterAway(Instant now)
    {
        if (_finishAfterLeaving)
        {
            EnterPhase(NodePhase.Finished, Instant.Never, now);
            Effects.Act(new NodeAction.Finish());
            return;
        }

        EnterPhase(NodePhase.Failed, Instant.Never, now);
        _group.Lose("an operator said fail", TimeSpan.Zero, now);
        TakeGroupEvents(now);
        if (_startAfterLeaving)
        {
            ComeBack(now);
        }
    }

    // Because an operator said start; who was only lost goes on draining where it did.
    private void ComeBack(Instant now)
    {
        _startAfterLeaving = false;
        _allocator.SetDraining(false, now);
        EnterHoldingOff(now, now);
    }

    private void EnterPhase(NodePhase phase, Instant ends, Instant now)
    {
        Invariant.Require(_phase != NodePhase.Finished, "what has finished does nothing more");
        _phase = phase;
        _phaseSince = now;
        _phaseEnds = ends;
    }

    private LocalState DescribeSelf(Instant now)
    {
        var flags = _lease.IsValid(now) ? HeartbeatFlags.LeaseValid : HeartbeatFlags.None;
        flags |= _allocator.IsDraining ? HeartbeatFlags.Draining : 0;
        flags |= _allocator.IsMature ? HeartbeatFlags.Mature : 0;
        flags |= _addresses.IsEmpty ? 0 : HeartbeatFlags.Holding;
        flags |= _guard.IsDeaf ? HeartbeatFlags.Deaf : 0;
        flags |= _settings.Witness ? HeartbeatFlags.Witness : 0;
        flags |= MajorityAsked && IsQuorate ? HeartbeatFlags.Quorate : 0;
        return new LocalState(_allocator.IsComplete, _allocator.CatalogueDigest, flags, _fence,
            _settings.Weight)
        {
            Electorate = _quorum?.Electorate,
            VoterStamp = _quorum?.Stamp ?? 0,
        };
    }

    private void ReportRefusals(Instant now)
    {
        if (_mesh?.NewestRefusal is not { } refused)
        {
            return;
        }

        _mesh.NewestRefusal = null;
        var key = (refused.Reason, refused.Source);
        if (_refusalsReported.TryGetValue(key, out var last)
            && now - last < RefusalReportInterval)
        {
            return;
        }

        if (_refusalsReported.Count >= Limits.Members)
        {
            _refusalsReported.Clear();
        }

        _refusalsReported[key] = now;
        var level = refused.Reason is RefusalReason.Replayed or RefusalReason.StaleIncarnation
            ? ReportLevel.Debug : ReportLevel.Warning;
        var sender = refused.Sender.Length > 0 ? $" («{refused.Sender}»)" : string.Empty;
        Report(level, ReportKind.PacketRefused,
            $"a packet from {refused.Source}{sender} was refused: " +
            RefusalText.Explain(refused.Reason));
    }

    private void Trace(GroupEvent happened)
    {
        if (!_settings.Trace || happened.Kind is GroupEventKind.View or GroupEventKind.Lost)
        {
            return;
        }

        var kind = happened.Kind == GroupEventKind.Message
            ? ReportKind.Delivered : ReportKind.Dropped;
        Effects.Act(new NodeAction.Log(new NodeReport(ReportLevel.Debug, kind, string.Empty)
        {
            View = happened.View,
            Sequence = happened.Sequence,
            Sender = happened.Sender,
            SenderSequence = happened.Number,
            IsBulk = happened.Lane == Lane.Bulk,
            Payload = happened.Payload,
        }));
    }
}
