namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Which member a virtual interface should go to, one rule a method; -1 for none.
/// </summary>
public static class Choice
{
    /// <summary>
    /// The eligible member that prefers it; of several, the least loaded for its weight.
    /// </summary>
    public static int Preferring(AllocationTable table, TableRow row)
    {
        var best = TableRow.Nobody;
        foreach (var place in table.EligibleFor(row).And(row.Prefers))
        {
            if (best == TableRow.Nobody
                || ShareOf(table, place).CompareTo(ShareOf(table, best)) < 0)
            {
                best = place;
            }
        }

        return best;
    }

    /// <summary>By pin, else by preference, else by load.</summary>
    public static int Any(AllocationTable table, TableRow row, LoadQueue queue)
    {
        var pinned = table.PinnedTo(row);
        if (pinned != TableRow.Nobody)
        {
            return pinned;
        }

        var preferring = Preferring(table, row);
        return preferring != TableRow.Nobody ? preferring : queue.Least(table.EligibleFor(row));
    }

    private static Share ShareOf(AllocationTable table, int place) =>
        table.Members[place].ShareAt(place);
}
