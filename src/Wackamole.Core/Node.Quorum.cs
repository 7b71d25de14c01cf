using Wackamole.Core.Control;
using Wackamole.Core.Group;
using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// Where a majority is asked for: whether this part of the cluster has it, and what follows
/// (PROTOCOL.md 4, «Quorum = majority»).
/// </summary>
public sealed partial class Node
{
    // Who votes; null where nobody does, or where the engine counts the votes itself.
    private readonly QuorumKeeper? _quorum;
    private bool _wasQuorate;

    // A member says nothing of votes: it may hold whatever it likes, and nobody adds beside it.
    private bool _reportsOverdue;
    private bool _saidInquorate;

    private bool MajorityAsked => _settings.Majority;

    /// <summary>Whether a view may hold anything, as far as votes are concerned.</summary>
    private bool IsQuorate => !MajorityAsked
        || (_group.EngineQuorate ?? _quorum is { IsQuorate: true });

    /// <summary>There is no majority here, and what is on its way will not change that.</summary>
    private bool LacksMajority => MajorityAsked && !IsQuorate
        && (_group.EngineQuorate is not null || _quorum is { IsKnown: true }
            || _reportsOverdue);

    /// <summary>
    /// Another part that is heard is given way to. Where a majority is asked for only one part can
    /// hold anything, and none need give way.
    /// </summary>
    private bool GivesWay => _group.Yielding && !MajorityAsked;

    /// <summary>Until when what nobody holds may be held by somebody unknown or lost.</summary>
    private Instant WaitEnds => Instant.Max(Instant.Max(_group.WaitUntil, _allocator.WaitUntil),
        _quorum?.WaitUntil ?? Instant.Past);

    private static QuorumKeeper? MakeQuorum(NodeSettings settings, NodeStart start, Instant now)
    {
        if (!settings.Majority || settings.OrderedGroup is { CountsVotes: true })
        {
            return null;
        }

        var quorum = new QuorumKeeper(settings.Name, start.MachineId, settings.Timing);
        quorum.Begin(start.Voters, start.VotersFault, now);
        quorum.Configure(settings.Voters);
        return quorum;
    }

    private void TickQuorum(Instant now)
    {
        if (_quorum is { } quorum)
        {
            while (quorum.TryTakeNews(out var news))
            {
                Report(ReportLevel.Warning, ReportKind.Quorum, news);
            }

            if (quorum.TryTakeRecord(now, out var record))
            {
                Effects.Act(new NodeAction.StoreVoters(record));
            }

            while (quorum.TryPeekMessage(out var message)
                && Multicast(NodeMessage.Voters, message, Lane.Control))
            {
                quorum.Sent();
            }
        }

        _reportsOverdue = _quorum is { IsKnown: false } && _group.Installed.Id != ViewId.None
            && now >= ReportsDue;
        NoteMajority();
    }

    private Instant ReportsDue => _group.InstalledAt + _settings.Timing.Detection;

    private void NoteMajority()
    {
        if (!MajorityAsked)
        {
            return;
        }

        if (IsQuorate && !_wasQuorate)
        {
            Report(ReportLevel.Information, ReportKind.Quorum,
                "this part of the cluster has a majority of the votes");
        }
        else if (LacksMajority && !_saidInquorate)
        {
            Report(ReportLevel.Warning, ReportKind.Quorum,
                $"this part of the cluster holds nothing: {WhyNotQuorate()}");
        }

        (_wasQuorate, _saidInquorate) = (IsQuorate, LacksMajority);
    }

    /// <summary>
    /// Without a majority everything goes before the lease ends; where no kernel sees to it, also
    /// when the view has yet to notice that it is none any more.
    /// </summary>
    private void ReleaseWithoutMajority(Instant now)
    {
        if (IsReleasing && now >= ReleaseAt)
        {
            RemoveEverything("this part of the cluster has no majority", now);
        }
    }

    private bool IsReleasing => MajorityAsked && (!IsQuorate || _fence == Lease.FenceKind.None);

    private Instant ReleaseAt => _lease.Until == Instant.Past
        ? Instant.Past : _lease.Until - _settings.Timing.Heartbeat;

    private Instant QuorumDeadline(Instant now)
    {
        var next = _quorum?.NextDeadline ?? Instant.Never;
        next = _quorum is { } quorum && quorum.WaitUntil > now
            ? Instant.Min(next, quorum.WaitUntil) : next;
        next = _quorum is { IsKnown: false } && ReportsDue > now
            ? Instant.Min(next, ReportsDue) : next;
        return IsReleasing && ReleaseAt > now ? Instant.Min(next, ReleaseAt) : next;
    }

    private ControlReply Bootstrap() => _quorum is null
        ? new ControlReply(MajorityAsked
            ? $"{_group.Name} counts the votes itself"
            : "this cluster asks for no majority (Quorum = none)")
        : Result(_quorum.RequestBootstrap(),
            "the voters that are here are vouched for: they are the cluster");

    private QuorumStatus? DescribeQuorum() => !MajorityAsked ? null
        : _quorum?.Describe(_group.Installed.Id == ViewId.None) ?? new QuorumStatus
        {
            Quorate = IsQuorate,
            Reason = IsQuorate ? null : WhyNotQuorate(),
            Votes = 0,
            Needed = 0,
            Generation = 0,
            Voters = [],
        };

    private string WhyNotQuorate() => _quorum?.WhyNotQuorate(_group.Installed.Id == ViewId.None)
        ?? $"{_group.Name} says that it has no majority";
}
