using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Finds, again and again, the eligible member with the least load for its weight, in O(log N)
/// where most members are eligible for most.
/// </summary>
public sealed class LoadQueue
{
    private readonly AllocationTable _table;
    private readonly PriorityQueue<int, Share> _queue = new();
    private readonly List<int> _passedOver = [];

    public LoadQueue(AllocationTable table)
    {
        _table = table;
        foreach (var place in table.Takers)
        {
            Enqueue(place);
        }
    }

    /// <summary>How often a member was looked at: what the work of a claim is counted in.</summary>
    public long Looks { get; private set; }

    /// <summary>The member that should take the next one; -1 where none is eligible.</summary>
    public int Least(MemberSet eligible)
    {
        if (eligible.And(_table.Takers).IsEmpty)
        {
            return TableRow.Nobody;
        }

        while (true)
        {
            Invariant.Require(_queue.TryDequeue(out var place, out var share), "a taker is queued");
            Looks++;
            if (share.Load != _table.Members[place].Load)
            {
                // It was given something since it was queued; loads only grow meanwhile.
                Enqueue(place);
            }
            else if (eligible.Contains(place))
            {
                Enqueue(place);
                PutBack();
                return place;
            }
            else
            {
                _passedOver.Add(place);
            }
        }
    }

    private void PutBack()
    {
        foreach (var place in _passedOver)
        {
            Enqueue(place);
        }

        _passedOver.Clear();
    }

    private void Enqueue(int place) =>
        _queue.Enqueue(place, _table.Members[place].ShareAt(place));
}
