namespace Wackamole.Lab.Observing;

/// <summary>
/// When one address answered, the newest so many times. One thread writes, another may read the
/// recent part at the same moment: an entry is complete before it is counted.
/// </summary>
internal sealed class AnswerLog
{
    private readonly long[] _times;
    private readonly int _mask;
    private long _count;

    /// <param name="capacity">A power of two.</param>
    public AnswerLog(int capacity)
    {
        _times = new long[capacity];
        _mask = capacity - 1;
    }

    /// <summary>Answers ever.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>When it last answered, or 0.</summary>
    public long Last => Count == 0 ? 0 : At(Count - 1);

    /// <summary>The oldest answer that is still known, or the end of time.</summary>
    public long First => Count == 0 ? long.MaxValue : At(Oldest(Count));

    public void Add(long time)
    {
        _times[_count & _mask] = time;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>Answers from (and with) one moment to (and without) another.</summary>
    public long Between(long from, long to) => FirstAt(to) - FirstAt(from);

    /// <summary>The first answer at or after a moment, or null.</summary>
    public long? FirstAfter(long time)
    {
        var index = FirstAt(time);
        return index < Count ? At(index) : null;
    }

    /// <summary>
    /// The longest gap that touches the window. Its ends may lie outside: the answer before and
    /// the answer after. Where none came before the window, it begins with the window.
    /// </summary>
    public Gap Longest(long from, long to)
    {
        var count = Count;
        var index = FirstAt(from);
        var previous = index > Oldest(count) ? At(index - 1) : from;
        var longest = new Gap(previous, previous, false);
        for (; index < count && previous < to; index++)
        {
            var time = At(index);
            if (time - previous > longest.Length)
            {
                longest = new Gap(previous, time, false);
            }

            previous = time;
        }

        return previous < to && to - previous > longest.Length
            ? new Gap(previous, to, true)
            : longest;
    }

    /// <summary>
    /// Every gap of more than such a length that touches the window, as Longest sees them.
    /// </summary>
    public IEnumerable<Gap> LongerThan(long length, long from, long to)
    {
        var count = Count;
        var index = FirstAt(from);
        var previous = index > Oldest(count) ? At(index - 1) : from;
        for (; index < count && previous < to; index++)
        {
            var time = At(index);
            if (time - previous > length)
            {
                yield return new Gap(previous, time, false);
            }

            previous = time;
        }

        if (previous < to && to - previous > length)
        {
            yield return new Gap(previous, to, true);
        }
    }

    private long At(long index) => _times[index & _mask];

    private long Oldest(long count) => Math.Max(0, count - _times.Length);

    /// <summary>Index of the first kept answer at or after a moment.</summary>
    private long FirstAt(long time)
    {
        var high = Count;
        var low = Oldest(high);
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (At(middle) < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
