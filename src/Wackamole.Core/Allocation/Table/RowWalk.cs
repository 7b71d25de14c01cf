using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>Goes through rows and heads that are both in order, in one pass.</summary>
public static class RowWalk
{
    /// <summary>The row of each head; every head has one.</summary>
    public static IEnumerable<TableRow> Along(
        IReadOnlyList<TableRow> rows, ImmutableArray<IpAddress> heads)
    {
        var index = 0;
        foreach (var head in heads)
        {
            while (rows[index].Head != head)
            {
                index++;
            }

            yield return rows[index];
        }
    }

    /// <summary>
    /// The rows and a new one for each head that has none, in order of heads; without rows that
    /// nobody lists, holds or may still have.
    /// </summary>
    public static List<TableRow> Merge(
        IReadOnlyList<TableRow> rows, ImmutableArray<IpAddress> heads)
    {
        var merged = new List<TableRow>(rows.Count + heads.Length);
        var next = 0;
        foreach (var row in rows)
        {
            for (; next < heads.Length && heads[next].CompareTo(row.Head) < 0; next++)
            {
                merged.Add(new TableRow(heads[next]));
            }

            var listed = next < heads.Length && heads[next] == row.Head;
            next += listed ? 1 : 0;
            if (listed || !row.Knows.IsEmpty || !row.Present.IsEmpty)
            {
                merged.Add(row);
            }
        }

        merged.AddRange(heads[next..].Select(head => new TableRow(head)));
        return merged;
    }
}
