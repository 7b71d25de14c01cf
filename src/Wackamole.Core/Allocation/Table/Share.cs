namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Compares loads for weights in whole numbers, so that every member on every processor finds
/// the same.
/// </summary>
/// <param name="Load">Virtual interfaces that count for a member.</param>
/// <param name="Weight">That member's weight.</param>
/// <param name="Place">Its place in member order.</param>
public readonly record struct Share(long Load, int Weight, int Place) : IComparable<Share>
{
    /// <summary>
    /// Who takes the next one comes first: the member that has the least for its weight after it
    /// took it; among equals the lowest.
    /// </summary>
    public int CompareTo(Share other)
    {
        var byShare = ((Load + 1) * other.Weight).CompareTo((other.Load + 1) * Weight);
        return byShare != 0 ? byShare : Place.CompareTo(other.Place);
    }

    /// <summary>Whether this one has more for its weight as it is.</summary>
    public bool IsMoreLoadedThan(Share other) => Load * other.Weight > other.Load * Weight;

    /// <summary>Whether one moved from here leaves the taker below what this one had.</summary>
    public bool GainsByGivingTo(Share taker) => Load * taker.Weight > (taker.Load + 1) * Weight;
}
