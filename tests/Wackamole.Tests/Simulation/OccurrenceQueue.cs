namespace Wackamole.Tests.Simulation;

/// <summary>What will happen, earliest first: a binary heap in one array.</summary>
internal sealed class OccurrenceQueue
{
    private Occurrence[] _heap = new Occurrence[1024];
    private long _order;

    public int Count { get; private set; }

    public long NextAtNs => Count == 0 ? long.MaxValue : _heap[0].AtNs;

    public void Add(long atNs, OccurrenceKind kind, int host, int number, object? subject)
    {
        if (Count == _heap.Length)
        {
            Array.Resize(ref _heap, Count * 2);
        }

        var added = new Occurrence(atNs, _order++, kind, host, number, subject);
        var place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (!Before(added, _heap[parent]))
            {
                break;
            }

            _heap[place] = _heap[parent];
            place = parent;
        }

        _heap[place] = added;
    }

    public Occurrence Take()
    {
        var first = _heap[0];
        var last = _heap[--Count];
        _heap[Count] = default;
        if (Count > 0)
        {
            SinkFromTop(last);
        }

        return first;
    }

    private void SinkFromTop(in Occurrence last)
    {
        var place = 0;
        while (true)
        {
            var child = place * 2 + 1;
            if (child >= Count)
            {
                break;
            }

            if (child + 1 < Count && Before(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!Before(_heap[child], last))
            {
                break;
            }

            _heap[place] = _heap[child];
            place = child;
        }

        _heap[place] = last;
    }

    private static bool Before(in Occurrence left, in Occurrence right) =>
        left.AtNs != right.AtNs ? left.AtNs < right.AtNs : left.Order < right.Order;
}
