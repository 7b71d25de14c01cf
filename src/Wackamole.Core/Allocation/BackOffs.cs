using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// How long this host holds off from virtual interfaces that it could not add, or that something
/// else removed again and again: one second, then twice as long after each further failure, at
/// most a minute; from the beginning again once an addition has lasted for a minute.
/// </summary>
public sealed class BackOffs
{
    public static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>An addition that was not undone for so long has succeeded.</summary>
    public static readonly TimeSpan Lasting = TimeSpan.FromSeconds(60);

    private readonly SortedDictionary<IpAddress, BackOff> _byHead = [];

    /// <summary>When the next one is over, at the earliest.</summary>
    public Instant Next { get; private set; } = Instant.Never;

    public void Failed(IpAddress head, string fault, Instant now)
    {
        var length = _byHead.TryGetValue(head, out var before) && now - before.AddedAt < Lasting
            ? Min(before.Length * 2, Longest)
            : First;
        _byHead[head] = new BackOff(length, now + length, fault, Instant.Never);
        Next = Instant.Min(Next, now + length);
    }

    /// <summary>
    /// It was added. That proves nothing yet of something that removes it again, so what was
    /// remembered is only forgotten when this has lasted.
    /// </summary>
    public void Succeeded(IpAddress head, Instant now)
    {
        if (_byHead.TryGetValue(head, out var before))
        {
            _byHead[head] = before with { Until = Instant.Never, AddedAt = now };
        }
    }

    /// <summary>Why this host holds off from it, or null.</summary>
    public string? Reason(IpAddress head) =>
        _byHead.TryGetValue(head, out var backOff) && !backOff.IsOver ? backOff.Fault : null;

    /// <summary>Ends what is over and adds its heads.</summary>
    public void End(Instant now, ICollection<IpAddress> over)
    {
        if (now < Next)
        {
            return;
        }

        var ended = _byHead.Where(entry => entry.Value.Until <= now).ToList();
        foreach (var (head, backOff) in ended)
        {
            // Remembered still: the next failure in a row holds off for longer.
            _byHead[head] = backOff with { Until = Instant.Never };
            over.Add(head);
        }

        Next = Instant.Never;
        foreach (var backOff in _byHead.Values)
        {
            Next = Instant.Min(Next, backOff.Until);
        }
    }

    /// <summary>Forgets what the configuration lists no more.</summary>
    public void Keep(Catalogue catalogue)
    {
        foreach (var head in _byHead.Keys.Where(head => !catalogue.Contains(head)).ToList())
        {
            _byHead.Remove(head);
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <param name="Until">Never, once it is over.</param>
    /// <param name="AddedAt">The last addition since the failure; Never without one.</param>
    private readonly record struct BackOff(
        TimeSpan Length, Instant Until, string Fault, Instant AddedAt)
    {
        public bool IsOver => Until == Instant.Never;
    }
}
