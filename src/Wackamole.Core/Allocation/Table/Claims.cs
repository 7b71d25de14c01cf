namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Gives away what is free (PROTOCOL.md 3): pins first, then preferences, then to the least
/// loaded for its weight, ties by member order. Nothing that is held moves.
/// </summary>
public static class Claims
{
    /// <summary>The rows are in order of heads; those that are not free are passed over.</summary>
    public static void Assign(AllocationTable table, IEnumerable<TableRow> rows)
    {
        var free = rows.Where(row => row.IsFree).ToList();
        if (free.Count == 0)
        {
            return;
        }

        free = GiveBy(table, free, table.PinnedTo);
        free = GiveBy(table, free, row => Choice.Preferring(table, row));
        var queue = new LoadQueue(table);
        GiveBy(table, free, row => queue.Least(table.EligibleFor(row)));
    }

    /// <summary>
    /// Passes on what a member has released, to whom the move was meant for if that can still take
    /// it. What its holder had to remove without a move goes back to it, if it can.
    /// </summary>
    public static void PassOn(
        AllocationTable table, IReadOnlyList<(TableRow Row, int Wish)> released)
    {
        foreach (var (row, wish) in released)
        {
            var member = table.PinnedTo(row) is var pinned and not TableRow.Nobody ? pinned : wish;
            if (row.IsFree && member != TableRow.Nobody && table.EligibleFor(row).Contains(member))
            {
                table.Give(row, member);
            }
        }

        Assign(table, released.Select(entry => entry.Row));
    }

    /// <summary>What is left after one rule.</summary>
    private static List<TableRow> GiveBy(
        AllocationTable table, List<TableRow> rows, Func<TableRow, int> choose)
    {
        var left = new List<TableRow>();
        foreach (var row in rows)
        {
            var member = choose(row);
            if (member == TableRow.Nobody)
            {
                left.Add(row);
            }
            else
            {
                table.Give(row, member);
            }
        }

        return left;
    }
}
