using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The work of one set of Notify entries: each has its own place in the queue and its own
/// allowance for a second, and they take turns, host by host.
/// </summary>
internal sealed class NotificationRun
{
    private static readonly TimeSpan PassLength = TimeSpan.FromSeconds(1);

    private readonly NotificationCursor[] _cursors;
    private readonly NotificationJobs _jobs = new();
    private Instant _nextPass = Instant.Past;
    private int _turn;

    public NotificationRun(Notification notification, ArpTable table)
    {
        Notification = notification;
        Table = table;
        var cursors = notification.Targets
            .Select(target => new NotificationCursor(target, target.Ping, table));
        _cursors = notification.ArpTable
            ? [.. cursors, new NotificationCursor(null, notification.PingArpTable, table)]
            : [.. cursors];
    }

    public Notification Notification { get; }

    public ArpTable Table { get; }

    public bool IsDone => _jobs.Count == 0;

    /// <summary>Done, and its last second is over: what is acquired within it shares it.</summary>
    public bool IsOver(Instant now) => IsDone && now >= _nextPass;

    /// <summary>When there is something to tell again, as far as throttles go.</summary>
    public Instant NextDeadline { get; private set; } = Instant.Never;

    public void Add(NotificationJob job, Instant now)
    {
        _jobs.Add(job);
        NextDeadline = Instant.Min(NextDeadline, now);
    }

    /// <summary>True where it ended for want of room and not of work.</summary>
    public bool Collect(Instant now, int end, List<NotifyFrame> into)
    {
        if (now >= _nextPass)
        {
            _nextPass = now + PassLength;
            foreach (var cursor in _cursors)
            {
                cursor.BeginPass();
            }
        }

        var full = TakeTurns(end, into);
        DropDone();
        NextDeadline = IsDone ? Instant.Never : full ? now : _nextPass;
        return full;
    }

    private bool TakeTurns(int end, List<NotifyFrame> into)
    {
        for (var idle = 0; idle < _cursors.Length; _turn = (_turn + 1) % _cursors.Length)
        {
            if (end - into.Count < NotificationPlan.FramesOfHost)
            {
                return true;
            }

            var cursor = _cursors[_turn];
            if (cursor.Allowance > 0 && cursor.TryMove(_jobs, out var address, out var host))
            {
                cursor.Tell(address, host, into);
                idle = 0;
            }
            else
            {
                idle++;
            }
        }

        return false;
    }

    private void DropDone()
    {
        var least = long.MaxValue;
        foreach (var cursor in _cursors)
        {
            least = Math.Min(least, cursor.Job);
        }

        _jobs.DropBelow(least);
    }
}
