namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Starts the moves that cannot wait for balance: away from holders that are not eligible (they
/// drain, lost their carrier, were removed from a configuration), as soon as another one is.
/// </summary>
public static class Evacuations
{
    public static void Start(AllocationTable table, IEnumerable<TableRow> rows)
    {
        var leaving = rows.Where(row => MustLeave(table, row)).ToList();
        if (leaving.Count == 0)
        {
            return;
        }

        foreach (var row in leaving)
        {
            table.StartMove(row, TableRow.Nobody);
        }

        // Only now, when nothing of it counts for the givers any more, loads are compared.
        var queue = new LoadQueue(table);
        foreach (var row in leaving)
        {
            table.Redirect(row, Choice.Any(table, row, queue));
        }
    }

    /// <summary>
    /// Without another member that could hold it, it stays: an address behind a lost carrier does
    /// less harm than none. Unless the holder's operator has taken it off the list.
    /// </summary>
    private static bool MustLeave(AllocationTable table, TableRow row)
    {
        if (row.Holder == TableRow.Nobody || row.Moving)
        {
            return false;
        }

        var eligible = table.EligibleFor(row);
        return !eligible.Contains(row.Holder)
            && (!eligible.IsEmpty || !row.Knows.Contains(row.Holder));
    }
}
