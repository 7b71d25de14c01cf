namespace Wackamole.Tests.Tidy;

/// <summary>A habit of this project that a program can check.</summary>
internal abstract class Rule
{
    public string Name => GetType().Name;

    /// <summary>What goes wrong where it is not kept, in one sentence.</summary>
    public abstract string Why { get; }

    /// <summary>
    /// Trees that show it at work: at least one with and one without a violation.
    /// </summary>
    public abstract Planted[] Examples { get; }

    public abstract IEnumerable<Violation> Check(RepositoryTree tree);
}
