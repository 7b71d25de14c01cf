using System.Collections.Immutable;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>What people and heartbeats are told of the table.</summary>
public sealed partial class Allocator
{
    /// <summary>
    /// Run, and every virtual interface that a member lists is held and confirmed by its holder:
    /// the same answer on every member that delivered the same.
    /// </summary>
    public bool IsComplete => _state == AllocationState.Run && _table!.IsCovered;

    /// <summary>
    /// Digest of the table: equal on all members that delivered the same messages of a view (I10);
    /// 0 without a table of the present view.
    /// </summary>
    public ulong TableDigest => IsSettled ? TableDigests.Of(_table!) : 0;

    /// <summary>Every virtual interface that any member knows, in order of heads.</summary>
    public IReadOnlyList<AllocationRow> Rows() => _table is { } table
        ? [.. table.Rows.Select(row => RowOf(table, row))]
        : [.. _own.Catalogue.Heads.Select(RowWithoutTable)];

    /// <summary>Every member of the last view that had a table, in member order.</summary>
    public IReadOnlyList<AllocationMember> Members()
    {
        if (_table is not { } table)
        {
            return [];
        }

        var held = new int[table.Members.Count];
        foreach (var row in table.Rows.Where(row => row.Holder >= 0 && row.Confirmed))
        {
            held[row.Holder]++;
        }

        return [.. table.Members.Select((member, place) => new AllocationMember(
            member.Id, member.Weight, held[place], table.Mature, member.Draining, member.Yielding,
            member.CatalogueDigest))];
    }

    private AllocationRow RowOf(AllocationTable table, TableRow row)
    {
        var preferring = ImmutableArray.CreateBuilder<string>();
        foreach (var place in row.Prefers)
        {
            preferring.Add(table.Members[place].Id.Name);
        }

        return new AllocationRow(
            row.Head, row.Holder < 0 ? null : table.Members[row.Holder].Id,
            _tenures.Since(row.Head), Explanations.CoverageOf(row),
            Explanations.ReasonOf(table, row), table.Pins[row.Head], preferring.ToImmutable());
    }

    private static AllocationRow RowWithoutTable(IpAddress head) => new(
        head, null, Instant.Past, Coverage.Uncovered, "this host is not in a cluster", null, []);
}
