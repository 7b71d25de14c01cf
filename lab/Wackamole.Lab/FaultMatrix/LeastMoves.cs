namespace Wackamole.Lab.FaultMatrix;

/// <summary>
/// How many addresses have to move until the hosts that are left share all of them evenly: what
/// moved beyond that moved needlessly.
/// </summary>
internal static class LeastMoves
{
    /// <param name="holders">Each address' holder before, whoever it was.</param>
    /// <param name="left">The hosts that are to share them.</param>
    public static int Between(IReadOnlyCollection<string> holders, IReadOnlyCollection<string> left)
    {
        if (left.Count == 0)
        {
            return 0;
        }

        var homeless = holders.Count(holder => !left.Contains(holder));
        var loads = left.Select(host => holders.Count(
            holder => string.Equals(holder, host, StringComparison.Ordinal)))
            .OrderDescending().ToList();
        var (share, rest) = Math.DivRem(holders.Count, left.Count);
        // The fullest keep the larger shares: so the fewest have to give.
        var surplus = loads.Select((load, index) => Math.Max(0,
            load - share - (index < rest ? 1 : 0))).Sum();
        return homeless + surplus;
    }
}
