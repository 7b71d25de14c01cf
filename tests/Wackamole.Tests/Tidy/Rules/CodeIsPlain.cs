using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class CodeIsPlain : SourceRule
{
    public override string Why =>
        "one thread owns the node, no fault is swallowed, and no check is switched off in silence";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "class A { void B() { lock (this) { } } }"),
        Planted.Bad("src/A.cs", "class A { async void B() { } }"),
        Planted.Bad("src/A.cs", "class A { void B() { try { } catch { } } }"),
        Planted.Bad("src/A.cs", "#pragma warning disable CA1000\nclass A;"),
        Planted.Bad("src/A.cs", "#region B\n#endregion\nclass A;"),
        Planted.Bad("src/A.cs", "[SuppressMessage(\"a\", \"b\")] class A;"),
        Planted.Good("tests/A.cs", "class A { void B() { lock (this) { } } }"),
        Planted.Good("src/A.cs", "#pragma warning disable CA1000 // the kernel's name\nclass A;"),
        Planted.Good("src/A.cs", "[SuppressMessage(\"a\", Justification = \"c\")] class A;"),
        Planted.Good("src/A.cs", "class A { void B() { try { } catch {\n// gone already\n} } }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file) =>
        [.. Locks(file), .. AsyncVoids(file), .. EmptyCatches(file), .. Directives(file),
            .. Suppressions(file)];

    private static IEnumerable<Violation> Locks(SourceFile file) => file.IsUnder("src")
        ? file.All<LockStatementSyntax>().Select(node => file.At(
            node, "lock: post to the owner's bounded queue instead"))
        : [];

    private static IEnumerable<Violation> AsyncVoids(SourceFile file) =>
        from method in file.All<MethodDeclarationSyntax>()
        where method.Modifiers.Any(SyntaxKind.AsyncKeyword)
        where method.ReturnType.ToString() is "void"
        select file.At(method, "async void: its exception ends the process");

    private static IEnumerable<Violation> EmptyCatches(SourceFile file) =>
        from clause in file.All<CatchClauseSyntax>()
        where clause.Block.Statements.Count == 0
        where !clause.Block.DescendantTrivia().Any(
            trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select file.At(clause, "an empty catch without the reason in it");

    private static IEnumerable<Violation> Directives(SourceFile file)
    {
        foreach (var trivia in file.Root.DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            {
                yield return file.At(trivia, "a region: make it a type or a file");
            }

            if (trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax pragma
                && pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
                && !pragma.ToFullString().Contains("//", StringComparison.Ordinal))
            {
                yield return file.At(trivia, "a warning is disabled without «// reason»");
            }
        }
    }

    private static IEnumerable<Violation> Suppressions(SourceFile file) =>
        from attribute in file.All<AttributeSyntax>()
        where attribute.Name.ToString() is "SuppressMessage" or "UnconditionalSuppressMessage"
        where !attribute.ToString().Contains("Justification", StringComparison.Ordinal)
        select file.At(attribute, "a warning is suppressed without Justification");
}
