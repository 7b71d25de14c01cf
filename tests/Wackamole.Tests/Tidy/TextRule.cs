namespace Wackamole.Tests.Tidy;

/// <summary>A rule that looks at the lines of one file of any kind at a time.</summary>
internal abstract class TextRule : Rule
{
    public sealed override IEnumerable<Violation> Check(RepositoryTree tree) =>
        tree.Files.Where(Concerns).SelectMany(Find);

    protected virtual bool Concerns(TextFile file) => true;

    /// <summary>What is wrong with a line, or null.</summary>
    protected abstract string? Fault(TextFile file, string line);

    private IEnumerable<Violation> Find(TextFile file)
    {
        for (var index = 0; index < file.Lines.Length; index++)
        {
            if (Fault(file, file.Lines[index]) is { } fault)
            {
                yield return new Violation(file.Path, index + 1, fault);
            }
        }
    }
}
