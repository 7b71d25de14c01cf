namespace Wackamole.Tests.Tidy;

/// <summary>A place where a rule is broken.</summary>
/// <param name="Line">From 1; 0 where the whole file is meant.</param>
internal sealed record Violation(string Path, int Line, string What)
{
    public override string ToString() => Line == 0 ? $"{Path}: {What}" : $"{Path}:{Line}: {What}";
}
