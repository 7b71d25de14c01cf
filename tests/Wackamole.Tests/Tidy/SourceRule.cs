namespace Wackamole.Tests.Tidy;

/// <summary>A rule that looks at one C# file at a time.</summary>
internal abstract class SourceRule : Rule
{
    public sealed override IEnumerable<Violation> Check(RepositoryTree tree) =>
        tree.Sources.Where(Concerns).SelectMany(Find);

    protected virtual bool Concerns(SourceFile file) => true;

    protected abstract IEnumerable<Violation> Find(SourceFile file);
}
