using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Wackamole.Core.Values;

namespace Wackamole.Hosting;

/// <summary>
/// A queue of fixed size for any number of threads, without locks: a thread that is taken off
/// the processor in the middle of it can never make the real-time loop wait for it. Allocates
/// nothing after it was made. (D. Vyukov's bounded queue: each cell carries a turn number which
/// says whether it is free for that round, or filled.)
/// </summary>
internal sealed class BoundedQueue<T>
{
    private readonly Cell[] _cells;
    private readonly int _mask;
    private long _nextToFill;
    private long _nextToTake;

    /// <param name="capacity">A power of two, 2 or more.</param>
    public BoundedQueue(int capacity)
    {
        Invariant.Require(capacity > 1 && BitOperations.IsPow2(capacity),
            "a queue's capacity is a power of two above one: else full looks like empty");
        _cells = new Cell[capacity];
        _mask = capacity - 1;
        for (var place = 0; place < capacity; place++)
        {
            _cells[place].Turn = place;
        }
    }

    public int Capacity => _cells.Length;

    /// <summary>Adds at the end; false where the queue is full.</summary>
    public bool TryEnqueue(T item)
    {
        while (true)
        {
            var place = Volatile.Read(ref _nextToFill);
            ref var cell = ref _cells[(int)place & _mask];
            var turn = Volatile.Read(ref cell.Turn);
            if (turn < place)
            {
                return false;
            }

            if (turn == place
                && Interlocked.CompareExchange(ref _nextToFill, place + 1, place) == place)
            {
                cell.Item = item;
                Volatile.Write(ref cell.Turn, place + 1);
                return true;
            }
        }
    }

    /// <summary>
    /// Takes the first; false where the queue is empty, or where the thread that fills the first
    /// has not finished (it wakes the reader when it has).
    /// </summary>
    public bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        while (true)
        {
            var place = Volatile.Read(ref _nextToTake);
            ref var cell = ref _cells[(int)place & _mask];
            var turn = Volatile.Read(ref cell.Turn);
            if (turn <= place)
            {
                item = default;
                return false;
            }

            if (turn == place + 1
                && Interlocked.CompareExchange(ref _nextToTake, place + 1, place) == place)
            {
                item = cell.Item!;
                cell.Item = default;
                Volatile.Write(ref cell.Turn, place + _cells.Length);
                return true;
            }
        }
    }

    private struct Cell
    {
        public long Turn;
        public T? Item;
    }
}
