namespace Wackamole.Lab.Bench;

/// <summary>What several samples of one figure say together.</summary>
internal sealed record Summary(
    double Minimum, double Median, double Maximum, double? UnmovedMaximumMs, double StallMaximumMs,
    long DuplicateRounds, int Disturbed, int Samples)
{
    public static Summary Of(IReadOnlyList<Sample> samples)
    {
        var values = samples.Select(sample => sample.Value).Order().ToList();
        return new Summary(
            values[0],
            Lab.Median.Of(values),
            values[^1],
            samples.Max(sample => sample.UnmovedGapMs),
            samples.Max(sample => sample.StallMs),
            samples.Sum(sample => sample.DuplicateRounds),
            samples.Count(sample => sample.IsDisturbed),
            samples.Count);
    }
}
