using Wackamole.Core.Allocation.Table;

namespace Wackamole.Core.Allocation;

/// <summary>The table in words, for status and refusals.</summary>
public static class Explanations
{
    /// <summary>Why a member cannot hold it.</summary>
    public static string WhyNot(AllocationTable table, TableRow row, int place)
    {
        var member = table.Members[place];
        return !row.Knows.Contains(place) ? "its configuration does not list it"
            : member.Reasons.TryGetValue(row.Head, out var reason) ? reason
            : member.Draining ? "it drains"
            : member.Yielding ? "it yields to a larger part of the cluster"
            : member.Weight == 0 ? "its weight is 0, so it takes nothing"
            : "it could";
    }

    public static Coverage CoverageOf(TableRow row) =>
        row.Holder == TableRow.Nobody ? Coverage.Uncovered
        : row.Moving ? Coverage.Moving
        : row.Confirmed ? Coverage.Held
        : Coverage.Taking;

    /// <summary>Why it is uncovered or moving, or null.</summary>
    public static string? ReasonOf(AllocationTable table, TableRow row) => CoverageOf(row) switch
    {
        Coverage.Uncovered => WhyUncovered(table, row),
        Coverage.Moving => WhyMoving(table, row),
        _ => null,
    };

    private static string WhyUncovered(AllocationTable table, TableRow row)
    {
        if (!row.Present.IsEmpty)
        {
            return $"{table.Members[row.Present.First].Id.Name} has not yet removed it";
        }

        if (table.Frozen)
        {
            return "this part of the cluster yields to a larger one that it hears";
        }

        return table.Mature
            ? "no host can hold it: " + string.Join("; ", table.Members.Select(
                (member, place) => $"{member.Id.Name}: {WhyNot(table, row, place)}"))
            : "the cluster is not mature yet";
    }

    private static string WhyMoving(AllocationTable table, TableRow row)
    {
        var giver = table.Members[row.Holder].Id.Name;
        return row.Target == TableRow.Nobody
            ? $"{giver} gives it up: {WhyNot(table, row, row.Holder)}"
            : $"it moves from {giver} to {table.Members[row.Target].Id.Name}";
    }
}
