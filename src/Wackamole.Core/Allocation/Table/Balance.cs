namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Plans one balance round (PROTOCOL.md 3): pinned ones to their member, preferred ones to a
/// member that prefers them, then from the most to the least loaded for its weight until moving
/// one would not improve it. Only what is settled moves; the table stays as it is.
/// </summary>
public sealed class Balance
{
    private readonly AllocationTable _table;
    private readonly int _limit;
    private readonly long[] _load;
    private readonly List<TableRow>[] _movable;
    private readonly MemberSet[] _hopeless;
    private readonly List<Move> _moves = [];

    private Balance(AllocationTable table, int limit)
    {
        _table = table;
        _limit = limit;
        _load = [.. table.Members.Select(member => member.Load)];
        _movable = [.. table.Members.Select(_ => new List<TableRow>())];
        _hopeless = new MemberSet[table.Members.Count];
    }

    /// <summary>The moves in their order; at most so many, null for no limit.</summary>
    public static IReadOnlyList<Move> Plan(AllocationTable table, int? limit)
    {
        var round = new Balance(table, limit ?? int.MaxValue);
        round.MovePinnedAndPreferred();
        round.MoveByLoad();
        return round._moves;
    }

    /// <summary>Starts them.</summary>
    public static void Start(AllocationTable table, IReadOnlyList<Move> moves)
    {
        foreach (var (row, target) in moves)
        {
            table.StartMove(row, target);
        }
    }

    /// <summary>
    /// Pins before preferences before load, so that a small limit is spent on them first.
    /// </summary>
    private void MovePinnedAndPreferred()
    {
        var settled = _table.Rows.Where(row => row.IsSettled).ToList();
        var unpinned = new List<TableRow>();
        foreach (var row in settled)
        {
            var pinned = _table.PinnedTo(row);
            if (pinned == TableRow.Nobody)
            {
                unpinned.Add(row);
            }
            else if (pinned != row.Holder)
            {
                Add(row, pinned);
            }
        }

        foreach (var row in unpinned.Where(row => !row.Prefers.Contains(row.Holder)))
        {
            var preferring = MostWilling(row);
            if (preferring == TableRow.Nobody)
            {
                _movable[row.Holder].Add(row);
            }
            else
            {
                Add(row, preferring);
            }
        }
    }

    /// <summary>Choice.Preferring, with the loads as this round has left them.</summary>
    private int MostWilling(TableRow row)
    {
        var best = TableRow.Nobody;
        foreach (var place in _table.EligibleFor(row).And(row.Prefers))
        {
            if (best == TableRow.Nobody || IsBetterTaker(place, best))
            {
                best = place;
            }
        }

        return best;
    }

    private void MoveByLoad()
    {
        // Taken from the end, which costs nothing; so the lowest heads move first.
        foreach (var rows in _movable)
        {
            rows.Reverse();
        }

        while (_moves.Count < _limit && NextByLoad() is { } move)
        {
            Add(move.Row, move.Target);
        }
    }

    /// <summary>
    /// From the most loaded giver to the least loaded taker for which there is a row.
    /// </summary>
    private Move? NextByLoad()
    {
        var givers = MemberSet.All(_load.Length);
        while (MostLoaded(givers) is var giver and not TableRow.Nobody)
        {
            var takers = _table.Takers.Without(_hopeless[giver]).Without(giver);
            while (LeastLoaded(takers) is var taker and not TableRow.Nobody
                && Improves(giver, taker))
            {
                if (TakeMovable(giver, taker) is { } row)
                {
                    return new Move(row, taker);
                }

                // Rows only become fewer: this pair need not be tried again.
                _hopeless[giver] = _hopeless[giver].With(taker);
                takers = takers.Without(taker);
            }

            givers = givers.Without(giver);
        }

        return null;
    }

    private int MostLoaded(MemberSet among)
    {
        var most = TableRow.Nobody;
        foreach (var place in among)
        {
            if (_movable[place].Count > 0 && (most == TableRow.Nobody || IsMoreLoaded(place, most)))
            {
                most = place;
            }
        }

        return most;
    }

    private int LeastLoaded(MemberSet among)
    {
        var least = TableRow.Nobody;
        foreach (var place in among)
        {
            if (least == TableRow.Nobody || IsBetterTaker(place, least))
            {
                least = place;
            }
        }

        return least;
    }

    private TableRow? TakeMovable(int giver, int taker)
    {
        var rows = _movable[giver];
        var index = rows.FindLastIndex(row => _table.EligibleFor(row).Contains(taker));
        if (index < 0)
        {
            return null;
        }

        var row = rows[index];
        rows.RemoveAt(index);
        return row;
    }

    private void Add(TableRow row, int target)
    {
        if (_moves.Count < _limit)
        {
            _moves.Add(new Move(row, target));
            _load[row.Holder]--;
            _load[target]++;
        }
    }

    private bool IsBetterTaker(int place, int than) => ShareOf(place).CompareTo(ShareOf(than)) < 0;

    private bool IsMoreLoaded(int place, int than) =>
        ShareOf(place).IsMoreLoadedThan(ShareOf(than));

    private bool Improves(int giver, int taker) => ShareOf(giver).GainsByGivingTo(ShareOf(taker));

    private Share ShareOf(int place) => new(_load[place], _table.Members[place].Weight, place);
}
