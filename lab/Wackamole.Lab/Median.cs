namespace Wackamole.Lab;

/// <summary>The middle of what was measured: what one stall of the machine does not move.</summary>
internal static class Median
{
    /// <summary>Of at least one value, in any order.</summary>
    public static double Of(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}
