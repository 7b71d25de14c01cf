using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// Who is told, one by one, when an address has moved here (the original's Notify): in passes of
/// one second, for each entry at most «throttle» hosts a pass over all addresses, the entries
/// taking turns. Each address of a virtual interface is told to each entry. Its memory grows with
/// what was acquired and never with the size of a block.
/// </summary>
public sealed class NotificationPlan
{
    /// <summary>Most frames that one host gets at a time.</summary>
    public const int FramesOfHost = 5;

    /// <summary>
    /// After a call that was filled to its limit: without a throttle millions of frames may be
    /// due, and heartbeats come between them.
    /// </summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(1);

    private readonly List<NotificationRun> _runs = [];
    private readonly Dictionary<IpAddress, NotificationJob> _jobs = [];
    private Instant _pausedUntil = Instant.Past;

    /// <summary>When CollectDue has something to do.</summary>
    public Instant NextDeadline
    {
        get
        {
            var next = Instant.Never;
            foreach (var run in _runs)
            {
                next = Instant.Min(next, run.NextDeadline);
            }

            return Instant.Max(next, _pausedUntil);
        }
    }

    /// <summary>It was acquired now; what was still to tell about it before is forgotten.</summary>
    public void Start(
        VirtualInterface virtualInterface, Notification notification, ArpTable table, Instant now)
    {
        Cancel(virtualInterface.Head);
        if (notification.IsEmpty)
        {
            return;
        }

        var run = _runs.Find(
            run => run.Notification.Equals(notification) && ReferenceEquals(run.Table, table));
        if (run is null)
        {
            run = new NotificationRun(notification, table);
            _runs.Add(run);
        }

        var job = new NotificationJob(virtualInterface.Addresses);
        _jobs[virtualInterface.Head] = job;
        run.Add(job, now);
    }

    /// <summary>It was released: nobody is told about it any more.</summary>
    public void Cancel(IpAddress head)
    {
        if (_jobs.Remove(head, out var job))
        {
            job.Cancelled = true;
        }
    }

    /// <summary>Adds what is due, at most so many frames (5 or more).</summary>
    public void CollectDue(Instant now, int maximumFrames, List<NotifyFrame> into)
    {
        Invariant.Require(maximumFrames >= FramesOfHost, "there is room for one host's frames");
        if (now < _pausedUntil)
        {
            return;
        }

        var end = into.Count + maximumFrames;
        var full = false;
        foreach (var run in _runs)
        {
            full |= run.NextDeadline <= now && run.Collect(now, end, into);
        }

        _pausedUntil = full ? now + Breath : Instant.Past;
        ForgetOver(now);
    }

    private void ForgetOver(Instant now)
    {
        for (var index = _runs.Count - 1; index >= 0; index--)
        {
            if (_runs[index].IsOver(now))
            {
                _runs.RemoveAt(index);
            }
        }
    }
}
