using Wackamole.Core.Announcements;
using Wackamole.Core.Group;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core;

/// <summary>Telling the segment what is held here (PROTOCOL.md, section 6).</summary>
public sealed partial class Node
{
    // Of one pass, so that a block of thousands of hosts comes between two heartbeats.
    private const int NotificationsPerTick = 256;

    // A new view's members learn each other's tables soon, but after what the view is about.
    private static readonly TimeSpan ArpReportAfterView = TimeSpan.FromSeconds(1);

    // Longer than the shell's pause between two claims that it lets through.
    private static readonly TimeSpan QuietBeforeDefence = TimeSpan.FromMilliseconds(1500);

    private readonly AnnouncementSchedule _announcements;
    private readonly NotificationPlan _notifications = new();
    private readonly ArpTable _arpTable = new();
    private readonly List<VirtualInterface> _due = [];
    private readonly List<NotifyFrame> _dueFrames = [];
    private readonly List<ArpEntry> _arpReport = [];
    private readonly List<IpAddress> _won = [];
    private readonly Dictionary<IpAddress, Instant> _claimedElsewhere = [];
    private Instant _nextArpReport;
    private Instant _nextDefence = Instant.Never;
    private bool _hearsForeignView;
    private long _rivalsMet;

    private void StartAnnouncing(VirtualInterface virtualInterface, Instant now)
    {
        _announcements.Start(virtualInterface, now);
        _notifications.Start(virtualInterface, _settings.Notify, _arpTable, now);
    }

    private void CancelAnnouncements(IpAddress head)
    {
        _announcements.Cancel(head);
        _notifications.Cancel(head);
    }

    // Who wins a conflict says so: clients may still send to the loser.
    private void AnnounceConflictsWon(Instant now)
    {
        _won.Clear();
        _allocator.TakeConflictsWon(_won);
        foreach (var head in _won)
        {
            AnnounceAgain(head, now);
        }
    }

    /// <summary>
    /// What another view held beside us, its hosts have announced. They give it up when they
    /// hear of us, or when the two have become one: both times clients are told who has it. Its
    /// hosts may have heard us long before we hear them, and hold nothing any more by then.
    /// </summary>
    private void AnnounceBesideOthers(Instant now)
    {
        var hears = _group.ForeignSince != Instant.Never;
        var rivalsMet = _group.RivalsMet;
        if (hears == _hearsForeignView && rivalsMet == _rivalsMet)
        {
            return;
        }

        (_hearsForeignView, _rivalsMet) = (hears, rivalsMet);
        if (!GivesWay)
        {
            foreach (var head in Present())
            {
                AnnounceAgain(head, now);
            }
        }
    }

    /// <summary>
    /// A foreign station claimed it: clients are told again once it has been quiet for a while.
    /// Not at once, and not while it goes on: two that answer each other flood the segment.
    /// </summary>
    private void DefendLater(IpAddress head, Instant now)
    {
        _claimedElsewhere[head] = now + QuietBeforeDefence;
        _nextDefence = Instant.Min(_nextDefence, now + QuietBeforeDefence);
    }

    private void Defend(Instant now)
    {
        if (now < _nextDefence)
        {
            return;
        }

        _nextDefence = Instant.Never;
        foreach (var (head, due) in _claimedElsewhere)
        {
            if (due <= now)
            {
                _claimedElsewhere.Remove(head);
                AnnounceAgain(head, now);
            }
            else
            {
                _nextDefence = Instant.Min(_nextDefence, due);
            }
        }
    }

    private void AnnounceAgain(IpAddress head, Instant now)
    {
        if (_addresses.PhaseOf(head) == Addresses.AddressPhase.Held
            && _addresses.Added(head) is { } virtualInterface)
        {
            StartAnnouncing(virtualInterface, now);
        }
    }

    private void Announce(Instant now)
    {
        EndBatches();
        Defend(now);
        if (now >= _announcements.NextDeadline)
        {
            _due.Clear();
            _announcements.CollectDue(now, _due);
            if (_due.Count > 0 && _lease.IsValid(now))
            {
                Effects.Act(new NodeAction.Announce([.. _due]));
            }
        }

        if (now >= _notifications.NextDeadline)
        {
            _dueFrames.Clear();
            _notifications.CollectDue(now, NotificationsPerTick, _dueFrames);
            if (_dueFrames.Count > 0 && _lease.IsValid(now))
            {
                Effects.Act(new NodeAction.SendNotifications([.. _dueFrames]));
            }
        }

        if (now >= _nextArpReport)
        {
            _nextArpReport = now + _settings.ArpTableInterval;
            _arpTable.Forget(now);
            if (_settings.Notify.ArpTable && _group.IsActive)
            {
                Effects.Act(new NodeAction.ReadArpTable());
            }
        }
    }

    private Instant AnnounceDeadline() => Instant.Min(
        Instant.Min(_nextArpReport, _nextDefence),
        Instant.Min(_announcements.NextDeadline, _notifications.NextDeadline));

    private void ShareArpTable(NodeEvent.ArpTableRead table)
    {
        if (_group.Installed.Id == ViewId.None || table.Entries.IsEmpty)
        {
            return;
        }

        var buffer = new byte[ArpTableMessage.MostBytes(table.Entries.Length)];
        var writer = new ByteWriter(buffer);
        ArpTableMessage.Write(ref writer, table.Entries);
        Multicast(NodeMessage.ArpTable, writer.WrittenBytes, Lane.Bulk);
    }

    private void TakeArpReport(MemberId sender, ReadOnlySpan<byte> content, Instant now)
    {
        _arpReport.Clear();
        var reader = new ByteReader(content);
        if (ArpTableMessage.TryRead(ref reader, _arpReport))
        {
            _arpTable.Merge(
                System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_arpReport), now);
        }
        else
        {
            Report(ReportLevel.Warning, ReportKind.PacketRefused,
                $"the ARP table of {sender.Name} is not as this release writes it: run one " +
                "release on all hosts");
        }
    }
}
