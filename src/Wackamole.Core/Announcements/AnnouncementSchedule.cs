using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// When each acquired virtual interface is announced (PROTOCOL.md 6): at once, after 50 ms,
/// 200 ms, 1 s and 5 s, and then slowly for as long as it is held. What was acquired at one
/// moment stays one batch, so that ten thousand cost one entry of the queue.
/// </summary>
/// <param name="refresh">Time between two slow repeats; zero for none.</param>
public sealed class AnnouncementSchedule(TimeSpan refresh)
{
    /// <summary>
    /// Since the acquisition. The early ones make up for lost frames; the later ones reach
    /// switches and stations that were busy with the same failure.
    /// </summary>
    public static readonly ImmutableArray<TimeSpan> Steps =
    [
        TimeSpan.Zero, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200),
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5),
    ];

    private readonly PriorityQueue<Batch, (Instant Due, long Number)> _queue = new();
    private readonly Dictionary<IpAddress, Batch> _batches = [];
    private Batch? _newest;
    private long _numbers;

    /// <summary>Time between two slow repeats, from the next one on; zero for none.</summary>
    public TimeSpan Refresh { get; set; } = refresh;

    public int Count => _batches.Count;

    /// <summary>When to call CollectDue; what was due then may be cancelled.</summary>
    public Instant NextDeadline =>
        _queue.TryPeek(out _, out var next) ? next.Due : Instant.Never;

    /// <summary>It was acquired (or won back) now: announce it from the first step on.</summary>
    public void Start(VirtualInterface virtualInterface, Instant now)
    {
        if (_newest is not { } batch || batch.Acquired != now || batch.Step != 0)
        {
            batch = new Batch(now, ++_numbers);
            _newest = batch;
            _queue.Enqueue(batch, (now, batch.Number));
        }

        if (!_batches.TryGetValue(virtualInterface.Head, out var former) || former != batch)
        {
            _batches[virtualInterface.Head] = batch;
            batch.Members.Add(virtualInterface);
        }
    }

    /// <summary>It was released: never announced again until it is started anew.</summary>
    public void Cancel(IpAddress head)
    {
        // What starts again at this same instant must not join the batch that still lists it.
        _newest = null;
        _batches.Remove(head);
        if (_batches.Count == 0)
        {
            _queue.Clear();
        }
    }

    /// <summary>
    /// Adds what is to be announced now. After a stall the steps that were missed are made up for
    /// by one announcement, not by one each.
    /// </summary>
    public void CollectDue(Instant now, List<VirtualInterface> into)
    {
        while (_queue.TryPeek(out var batch, out var next) && next.Due <= now)
        {
            _queue.Dequeue();
            Collect(batch, into);
            var due = NextStep(batch, now);
            if (batch.Members.Count > 0 && due != Instant.Never)
            {
                _queue.Enqueue(batch, (due, batch.Number));
            }
        }
    }

    // What was cancelled, or started again in another batch, leaves the batch here.
    private void Collect(Batch batch, List<VirtualInterface> into)
    {
        var kept = 0;
        for (var index = 0; index < batch.Members.Count; index++)
        {
            var member = batch.Members[index];
            if (_batches.TryGetValue(member.Head, out var present) && present == batch)
            {
                batch.Members[kept++] = member;
                into.Add(member);
            }
        }

        batch.Members.RemoveRange(kept, batch.Members.Count - kept);
    }

    private Instant NextStep(Batch batch, Instant now)
    {
        do
        {
            batch.Step++;
        }
        while (batch.Step < Steps.Length && batch.Acquired + Steps[batch.Step] <= now);

        return batch.Step < Steps.Length ? batch.Acquired + Steps[batch.Step]
            : Refresh > TimeSpan.Zero ? now + Refresh
            : Instant.Never;
    }

    private sealed class Batch(Instant acquired, long number)
    {
        public Instant Acquired { get; } = acquired;

        public long Number { get; } = number;

        public List<VirtualInterface> Members { get; } = [];

        /// <summary>The step that comes next.</summary>
        public int Step { get; set; }
    }
}
