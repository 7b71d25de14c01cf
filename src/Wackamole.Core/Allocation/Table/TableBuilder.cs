using System.Collections.Immutable;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Makes the table of a view out of what all its members said: a pure function, so that all of
/// them make the same one. What is held stays where it is; of several holders one is chosen.
/// </summary>
public static class TableBuilder
{
    /// <param name="members">Every member of the view, in any order.</param>
    /// <param name="contested">
    /// Is given the rows that had several holders, in order of heads.
    /// </param>
    public static AllocationTable Build(
        IReadOnlyList<GatheredMember> members, ICollection<TableRow> contested)
    {
        var sorted = members.OrderBy(member => member.Id).ToList();
        var table = new AllocationTable([.. sorted.Select(member => member.Id)]);
        table.Replace(RowsOf(sorted));
        var confirmed = new Dictionary<TableRow, MemberSet>();
        for (var place = 0; place < sorted.Count; place++)
        {
            TakeState(table, place, sorted[place], confirmed);
        }

        table.Pins.Trim();
        AppointHolders(table, sorted, confirmed, contested);
        return table;
    }

    /// <summary>A row for every head that somebody lists or may hold, and who lists it.</summary>
    private static List<TableRow> RowsOf(List<GatheredMember> members)
    {
        var catalogues = members.Select(member => member.Catalogue).Distinct().ToList();
        var rows = catalogues.SelectMany(catalogue => catalogue.Heads)
            .Concat(members.SelectMany(member => member.State.AlsoHeld))
            .Order().Distinct().Select(head => new TableRow(head)).ToList();
        foreach (var catalogue in catalogues)
        {
            var knowing = MemberSet.None;
            for (var place = 0; place < members.Count; place++)
            {
                knowing = knowing.Put(place, ReferenceEquals(members[place].Catalogue, catalogue));
            }

            foreach (var row in RowWalk.Along(rows, catalogue.Heads))
            {
                row.Knows = row.Knows.Or(knowing);
            }
        }

        return rows;
    }

    private static void TakeState(
        AllocationTable table, int place, GatheredMember member,
        Dictionary<TableRow, MemberSet> confirmed)
    {
        var (_, state, catalogue) = member;
        table.Members[place].CatalogueDigest = catalogue.Digest;
        table.SetDraining(place, state.Draining);
        table.SetYielding(place, state.Yielding);
        table.Mature |= state.Mature;
        table.BalanceRound = Math.Max(table.BalanceRound, state.BalanceRound);
        table.Pins.Merge(state.Pins, state.PinClock);
        Offers.Take(table, place, catalogue.Heads, state.Offer);
        foreach (var index in state.Held.Indices())
        {
            var row = RowOf(table, catalogue.Heads[index]);
            row.Present = row.Present.With(place);
            if (!state.Unconfirmed[index])
            {
                confirmed[row] = confirmed.GetValueOrDefault(row).With(place);
            }
        }

        foreach (var head in state.AlsoHeld)
        {
            var row = RowOf(table, head);
            row.Present = row.Present.With(place);
        }
    }

    private static void AppointHolders(
        AllocationTable table, List<GatheredMember> members,
        Dictionary<TableRow, MemberSet> confirmed, ICollection<TableRow> contested)
    {
        var ranks = Conflicts.FormerViewRanks(
            [.. members.Select(member => (member.State.FormerView, member.State.FormerSize))]);
        foreach (var row in table.Rows.Where(row => !row.Present.IsEmpty))
        {
            var certain = confirmed.GetValueOrDefault(row);
            var winner = Conflicts.Winner(table, row, row.Present, certain, ranks);
            if (row.Present.Count > 1)
            {
                contested.Add(row);
            }

            table.Hold(row, winner, certain.Contains(winner));
        }
    }

    private static TableRow RowOf(AllocationTable table, IpAddress head)
    {
        var row = table.Find(head);
        Invariant.Require(row is not null, "every head that was named has a row");
        return row;
    }
}
