namespace Wackamole.Lab.Bench;

/// <summary>A figure and what was measured of it.</summary>
/// <param name="Summary">Null where there is no sample.</param>
/// <param name="Ended">Why it ended before all its runs; null where it did not.</param>
internal sealed record Measured(Figure Figure, Summary? Summary, string? Ended)
{
    public bool IsKept => Fault is null;

    /// <summary>
    /// What is wrong, in a word or two; null where the promise was kept. No time makes good that
    /// two hosts answered, and the run that could not be ended may be the one that breaks it.
    /// </summary>
    public string? Fault => Summary is null ? "not measured"
        : Summary.DuplicateRounds > 0 ? "doubled"
        : Ended is not null ? "ended early"
        : Figure.Judged(Summary) <= Figure.Promise ? null : "missed";

    /// <param name="told">Each sample as soon as it is there.</param>
    public static Measured Take(
        Figure figure, int runs, Action<Sample> told, CancellationToken cancelled)
    {
        var samples = new List<Sample>();
        string? ended = null;
        try
        {
            figure.Measure(runs, sample =>
            {
                samples.Add(sample);
                told(sample);
            }, cancelled);
        }
        catch (LabException fault)
        {
            ended = fault.Message;
        }

        return new Measured(figure, samples.Count == 0 ? null : Summary.Of(samples), ended);
    }
}
