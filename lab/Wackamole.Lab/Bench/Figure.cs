using Wackamole.Lab.Engines;

namespace Wackamole.Lab.Bench;

/// <summary>Something that is measured, and the promise about it.</summary>
internal abstract class Figure(LabEngine engine)
{
    /// <summary>What the cluster that is measured agrees by.</summary>
    protected LabEngine Engine => engine;

    public abstract string Name { get; }

    public virtual string Unit => "ms";

    public abstract double Promise { get; }

    /// <summary>Whether a part of its name is meant.</summary>
    public bool IsCalled(string word) => Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What must not be above the promise.</summary>
    public virtual double Judged(Summary summary) => summary.Median;

    /// <summary>Takes so many samples; each is told as soon as it is there.</summary>
    public abstract void Measure(int runs, Action<Sample> told, CancellationToken cancelled);
}
