using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Who keeps a virtual interface that several members hold when sides that were apart meet
/// (PROTOCOL.md 3, 1). Narrowed down rule by rule: a member that may hold it at all, the one it
/// is pinned to, those that prefer it, those that have it for certain, those of the larger former
/// view (of two as large, the one with the lower coordinator: that is the senior one of section
/// 4, whose members did not yield), the lowest member.
/// </summary>
public static class Conflicts
{
    /// <param name="holders">At least one.</param>
    /// <param name="confirmed">Those of them that have it for certain.</param>
    /// <param name="ranks">By member, of FormerViewRanks.</param>
    public static int Winner(
        AllocationTable table, TableRow row, MemberSet holders, MemberSet confirmed,
        IReadOnlyList<int> ranks)
    {
        Invariant.Require(!holders.IsEmpty, "a conflict has holders");
        var pinned = table.PinnedTo(row);
        var left = Narrow(holders, table.EligibleFor(row));
        left = pinned == TableRow.Nobody ? left : Narrow(left, MemberSet.Of(pinned));
        left = Narrow(left, row.Prefers);
        left = Narrow(left, confirmed);
        return FirstOfBestRank(left, ranks);
    }

    /// <summary>
    /// 0 for members of the most senior former view, and so on; equal for one view.
    /// </summary>
    public static int[] FormerViewRanks(IReadOnlyList<(ViewId View, int Size)> formerViews)
    {
        var distinct = formerViews.Distinct()
            .OrderByDescending(former => former.Size)
            .ThenBy(former => former.View.Coordinator)
            .ThenBy(former => former.View)
            .ToList();
        return [.. formerViews.Select(former => distinct.IndexOf(former))];
    }

    /// <summary>Those that satisfy the rule, or all where none does.</summary>
    private static MemberSet Narrow(MemberSet candidates, MemberSet rule)
    {
        var left = candidates.And(rule);
        return left.IsEmpty ? candidates : left;
    }

    private static int FirstOfBestRank(MemberSet candidates, IReadOnlyList<int> ranks)
    {
        var best = candidates.First;
        foreach (var place in candidates)
        {
            best = ranks[place] < ranks[best] ? place : best;
        }

        return best;
    }
}
