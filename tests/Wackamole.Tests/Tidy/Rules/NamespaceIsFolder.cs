using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class NamespaceIsFolder : SourceRule
{
    public override string Why => "a name says in which folder its file stands, and back";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/Wackamole.Core/Wire/A.cs", "namespace Wackamole.Core; class A;"),
        Planted.Bad("src/Wackamole/A.cs", "namespace Wackamole { class A; }"),
        Planted.Bad("src/Wackamole/A.cs", "class A;"),
        Planted.Good("src/Wackamole.Core/Wire/A.cs", "namespace Wackamole.Core.Wire; class A;"),
        Planted.Good("src/Wackamole/Program.cs", "return 0;"),
        Planted.Good("tests/Wackamole.Tests/B/A.cs", "namespace Wackamole.Tests.B; class A;"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("src", "tests", "lab")
        && file.TopLevelTypes.Any() && !file.All<GlobalStatementSyntax>().Any();

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        var expected = string.Join('.', file.Folder.Split('/').Skip(1));
        foreach (var block in file.All<NamespaceDeclarationSyntax>())
        {
            yield return file.At(block, "the namespace is a block: end its line with «;»");
        }

        var name = file.All<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
        if (!string.Equals(name, expected, StringComparison.Ordinal))
        {
            yield return new Violation(file.Path, 0, $"the namespace is {name}, not {expected}");
        }
    }
}
