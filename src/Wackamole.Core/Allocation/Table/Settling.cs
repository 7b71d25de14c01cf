namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// What follows from any change at once: free ones are claimed, and holders that cannot hold
/// theirs any more begin to give them away. Not before the cluster is mature, nor while it yields.
/// </summary>
public static class Settling
{
    /// <summary>The rows are in order of heads.</summary>
    public static void Settle(AllocationTable table, IEnumerable<TableRow> rows)
    {
        if (!table.Mature || table.Frozen)
        {
            return;
        }

        Claims.Assign(table, rows);
        Evacuations.Start(table, rows);
    }

    /// <summary>
    /// For rows that were released, each with whom it should go to if that can be.
    /// </summary>
    public static void PassOn(
        AllocationTable table, IReadOnlyList<(TableRow Row, int Wish)> released)
    {
        if (table.Mature && !table.Frozen)
        {
            Claims.PassOn(table, released);
        }
    }
}
