using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class FunctionsAreShort : SourceRule
{
    private const int MostLines = 70;

    public override string Why => "a function fits on one screen";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", Method(MostLines - 3 + 1)),
        Planted.Good("src/A.cs", Method(MostLines - 3)),
        Planted.Bad("src/A.cs", "class A { int B { get {" + new string('\n', 80) + "} } }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var function in file.Root.DescendantNodes().Where(IsFunction))
        {
            var span = function.GetLocation().GetLineSpan();
            var lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
            if (lines > MostLines)
            {
                yield return file.At(function, $"a function of {lines} lines");
            }
        }
    }

    private static bool IsFunction(SyntaxNode node) => node is BaseMethodDeclarationSyntax
        or LocalFunctionStatementSyntax or AccessorDeclarationSyntax;

    private static string Method(int lines) =>
        "class A\n{\n    void B()\n    {\n" + new string('\n', lines) + "    }\n}\n";
}
