using Wackamole.Core.Group;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// Until when this host may answer, and whether it may take (PROTOCOL.md 4 and 5).
/// </summary>
public sealed partial class Node
{
    private const int MergeDetections = 3;
    private static readonly TimeSpan LatenessReportInterval = TimeSpan.FromMinutes(1);

    private FenceKind _fence;
    private string? _whyUnfenced;

    // False where the fence is to stand and does not: nothing is taken or offered then.
    private bool _mayHold;

    // When another station last answered for what is wanted here.
    private readonly Dictionary<IpAddress, Instant> _answeredElsewhere = [];
    private readonly List<VirtualInterface> _concerned = [];
    private bool _bootClaims;
    private bool _mayTake;
    private bool _mayTakeHandedOver;
    private long _latenessReported;
    private Instant _latenessReportAt = Instant.Past;
    private long _foreignClaims;

    // In a view, but no member of it is required: nothing proves that we are not cut off.
    private bool _alone;

    private void KeepLease(Instant now)
    {
        if (_lease.NoteLapse(now))
        {
            Lapse(now);
        }

        var member = _group.IsActive && _group.Installed.Id != ViewId.None;
        if (GivesWay && WithdrawLease(now))
        {
            Report(ReportLevel.Warning, ReportKind.Lease,
                "a greater part of the cluster is heard: this host yields until both have merged");
            RemoveUnfenced("this host yields", now);
        }

        var evidence = member ? _group.Evidence(now) : null;
        _alone = member && evidence is null && !MajorityAsked;
        _guard.Need(member && !GivesWay && (_alone || _bootClaims));
        ProbeWhereNeeded(now);
        if (_alone && _guard.HasCleared)
        {
            // Not later than our last packet: whoever heard that waits so long for us.
            evidence = _group.LastSentAt;
        }

        // What a lapsed lease covered before the view, and what goes because another station has
        // it, must be gone before it opens again.
        var wasValid = _lease.IsValid(now);
        if (member && !GivesWay && IsQuorate && !_stateOwed && evidence is { } proved
            && (wasValid || !_addresses.IsRemoving) && _lease.Extend(proved, now))
        {
            Effects.SetLease(_lease.Until);
            WarnOfLateness(now);
            if (!wasValid)
            {
                Revive(now);
            }
        }

        _mayTakeHandedOver = member && _phase == NodePhase.Running && !GivesWay && IsQuorate
            && evidence is { } newest && MayTakeHandedOver(newest, now);
        // What a member gave up in this view's order nobody else can answer for: neither another
        // view nor anybody lost.
        _mayTake = _mayTakeHandedOver && evidence is { } young && MayTakeUnheld(young, now);
    }

    // Past its half the next hiccup ends it; said seldom, counted always.
    private void WarnOfLateness(Instant now)
    {
        if (_lease.LateExtensions > _latenessReported && now >= _latenessReportAt)
        {
            Report(ReportLevel.Warning, ReportKind.Lease, "the lease was extended past its half, " +
                $"{_lease.LateExtensions - _latenessReported} times: heartbeats come late or are " +
                "lost; give the daemon real-time priority, look at the network, or choose a " +
                "longer detection time");
            _latenessReported = _lease.LateExtensions;
            _latenessReportAt = now + LatenessReportInterval;
        }
    }

    /// <summary>
    /// Whether what a member handed over may be added: our own evidence is younger than the view,
    /// and no higher one was promised.
    /// </summary>
    private bool MayTakeHandedOver(Instant evidence, Instant now) =>
        _allocator.MayAdd && _lease.IsValid(now) && evidence >= _group.InstalledAt
            && !_group.HasPromisedHigher;

    /// <summary>
    /// Whether, then, what nobody holds may be: every wait is over too, and the evidence younger.
    /// </summary>
    private bool MayTakeUnheld(Instant evidence, Instant now)
    {
        var wait = WaitEnds;
        return now >= wait && evidence >= wait && now >= MergeEnds();
    }

    /// <summary>
    /// Until when another view that is heard, and may hold what is unheld in ours, is given time
    /// to merge. Bounded: one that cannot hear us must not keep us from covering.
    /// </summary>
    private Instant MergeEnds() => _group.ForeignSince == Instant.Never || MajorityAsked
        ? Instant.Past : _group.ForeignSince + MergeDetections * _settings.Timing.Detection;

    // What the kernel kept while the lease was over answers again: clients are told.
    private void Revive(Instant now)
    {
        foreach (var head in Present())
        {
            AnnounceAgain(head, now);
        }
    }

    private void Lapse(Instant now)
    {
        Effects.SetLease(Instant.Past);
        Report(ReportLevel.Warning, ReportKind.Lease,
            "the lease lapsed: the other members have not acknowledged this host for too long");
        RemoveUnfenced("the lease lapsed", now);
    }

    private bool WithdrawLease(Instant now)
    {
        if (!_lease.Withdraw(now))
        {
            return false;
        }

        Effects.SetLease(Instant.Past);
        return true;
    }

    // Where the kernel enforces nothing, an address without a lease must not be there.
    private void RemoveUnfenced(string reason, Instant now)
    {
        if (_fence == FenceKind.None)
        {
            RemoveEverything(reason, now);
        }
    }

    private void ProbeWhereNeeded(Instant now)
    {
        if (!_guard.IsNeeded || now < _guard.NextDeadline)
        {
            return;
        }

        _concerned.Clear();
        if (_alone)
        {
            foreach (var head in Present())
            {
                NoteConcerned(head);
            }
        }

        // While a lost member's lease may run, its own answer would prove nothing.
        if (_pending.Count > 0 && now >= WaitEnds)
        {
            foreach (var head in _pending)
            {
                if (!_alone || !_addresses.Holds(head))
                {
                    NoteConcerned(head);
                }
            }
        }

        if (_guard.Begin(_concerned, now) is { } probe)
        {
            Effects.Act(probe);
        }
    }

    private void NoteConcerned(IpAddress head)
    {
        if (_addresses.Configured(head) is { } one)
        {
            _concerned.Add(one);
        }
    }

    private void TakeProbe(NodeEvent.SegmentProbed probed, Instant now)
    {
        var wasDeaf = _guard.IsDeaf;
        foreach (var answered in _guard.Note(probed, _alone, now))
        {
            // It stays wanted: asked again soon, and taken when nobody answers any more.
            var isNews = !_answeredElsewhere.ContainsKey(answered.Head);
            _answeredElsewhere[answered.Head] = now;
            if (isNews)
            {
                Report(ReportLevel.Warning, ReportKind.Host, $"{answered.Head} is not taken " +
                    "yet: another station answers for it");
            }

            Release(answered.Head, "another station answers for it", now);
        }

        if (_guard.IsDeaf && !wasDeaf)
        {
            Report(ReportLevel.Warning, ReportKind.Lease, "neither a member nor any other " +
                "station is heard: this host may be cut off or deaf, and takes nothing until then");
        }

        if (!_alone || !_guard.HasCleared)
        {
            return;
        }

        // The lease goes on for what was proved; the rest must not live on that.
        foreach (var head in Present())
        {
            if (!_guard.IsCleared(head))
            {
                Release(head, "no other station is heard on its interface", now);
            }
        }
    }

    private void TakeForeignClaim(NodeEvent.ForeignClaim claim, Instant now)
    {
        _foreignClaims++;
        var text = $"{claim.Address} on {claim.Interface} is also claimed by the station " +
            $"{HardwareAddress.Format(claim.HardwareAddress)}";
        Report(ReportLevel.Warning, ReportKind.Host, text);
        if (_alone && _addresses.Holds(claim.Head))
        {
            _guard.Doubt(claim.Head);
            Release(claim.Head, "another station claims it while no member is heard", now);
        }
        else
        {
            DefendLater(claim.Head, now);
        }
    }

    /// <summary>
    /// Whether another station answered for it so lately that a lease may still run there, and no
    /// later probe found it silent.
    /// </summary>
    private bool WasAnsweredElsewhere(IpAddress head, Instant now) =>
        _answeredElsewhere.TryGetValue(head, out var answered)
        && now - answered < Timing.WithDrift(_longestLease)
        && !(_guard.IsNeeded && _guard.IsCleared(head));

    private Instant LeaseDeadline(Instant now)
    {
        var next = Instant.Min(_guard.NextDeadline, _group.NextEvidenceChange(now));
        var wait = WaitEnds;
        next = wait > now ? Instant.Min(next, wait) : next;
        next = MergeEnds() > now ? Instant.Min(next, MergeEnds()) : next;
        return _lease.Until > now ? Instant.Min(next, _lease.Until) : next;
    }
}
