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

    private readonly AnnouncementSchedule _announcements;
    private readonly NotificationPlan _notifications = new();
    private readonly ArpTable _arpTable = new(ArpTable.DefaultMaximumAge);
    private readonly List<VirtualInterface> _due = [];
    private readonly List<NotifyFrame> _dueFrames = [];
    private readonly List<ArpEntry> _arpReport = [];
    private readonly List<IpAddress> _won = [];
    private Instant _nextArpReport;

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
            if (_settings.Notify.ArpTable && _group.IsActive)
            {
                Effects.Act(new NodeAction.ReadArpTable());
            }
        }
    }

    private Instant AnnounceDeadline() => Instant.Min(_nextArpReport,
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
