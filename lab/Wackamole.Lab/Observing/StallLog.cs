namespace Wackamole.Lab.Observing;

/// <summary>
/// The times at which the observer itself was not run when it should have been: what it did not
/// see then is its own fault, or the machine's, and nobody else's.
/// </summary>
internal sealed class StallLog
{
    private const int Capacity = 1 << 16;

    private readonly (long From, long To)[] _stalls = new (long, long)[Capacity];
    private long _count;

    public void Add(long from, long to)
    {
        _stalls[_count & (Capacity - 1)] = (from, to);
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Nanoseconds of a stretch during which the observer was not run.</summary>
    public long Overlap(long from, long to) => Measure(from, to).Total;

    /// <summary>The longest single stall in a stretch.</summary>
    public long Longest(long from, long to) => Measure(from, to).Longest;

    private (long Total, long Longest) Measure(long from, long to)
    {
        long total = 0;
        long longest = 0;
        var count = Volatile.Read(ref _count);
        for (var index = count - 1; index >= Math.Max(0, count - Capacity); index--)
        {
            var stall = _stalls[index & (Capacity - 1)];
            if (stall.To <= from)
            {
                break;
            }

            var overlap = Math.Min(stall.To, to) - Math.Max(stall.From, from);
            if (overlap > 0)
            {
                total += overlap;
                longest = Math.Max(longest, overlap);
            }
        }

        return (total, longest);
    }
}
