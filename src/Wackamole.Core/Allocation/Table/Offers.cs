using System.Collections.Immutable;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>Brings what a member offers into the rows.</summary>
public static class Offers
{
    /// <summary>
    /// The rows know already who lists them; nothing of the member is in them yet.
    /// </summary>
    public static void Take(
        AllocationTable table, int place, ImmutableArray<IpAddress> heads, Offer offer)
    {
        table.SetWeight(place, offer.Weight);
        foreach (var index in offer.Preferred.Indices())
        {
            var row = table.Find(heads[index])!;
            row.Prefers = row.Prefers.With(place);
        }

        foreach (var (index, reason) in offer.Ineligible)
        {
            table.SetIneligible(table.Find(heads[index])!, place, reason);
        }
    }

    /// <summary>
    /// A member's catalogue, weight or preferences changed: what it says now replaces all that it
    /// said, and rows appear and vanish with the catalogues. What is held stays as it is.
    /// </summary>
    public static void Replace(
        AllocationTable table, int place, ImmutableArray<IpAddress> heads, Offer offer)
    {
        foreach (var row in table.Rows)
        {
            row.Knows = row.Knows.Without(place);
            row.Prefers = row.Prefers.Without(place);
            table.SetIneligible(row, place, null);
        }

        table.Replace(RowWalk.Merge(table.Rows, heads));
        foreach (var row in RowWalk.Along(table.Rows, heads))
        {
            row.Knows = row.Knows.With(place);
        }

        table.Members[place].CatalogueDigest = Catalogue.Of(heads).Digest;
        Take(table, place, heads, offer);
    }
}
