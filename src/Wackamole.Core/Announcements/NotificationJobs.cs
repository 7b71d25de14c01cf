using System.Diagnostics.CodeAnalysis;

namespace Wackamole.Core.Announcements;

/// <summary>
/// Jobs by number, in the order of acquisition; those that all have done are dropped.
/// </summary>
internal sealed class NotificationJobs
{
    private readonly List<NotificationJob> _jobs = [];
    private long _first;

    public int Count => _jobs.Count;

    public void Add(NotificationJob job) => _jobs.Add(job);

    public bool TryGet(long number, [NotNullWhen(true)] out NotificationJob? job)
    {
        var index = (int)(number - _first);
        job = index < _jobs.Count ? _jobs[index] : null;
        return job is not null;
    }

    public void DropBelow(long number)
    {
        _jobs.RemoveRange(0, (int)(number - _first));
        _first = number;
    }
}
