using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class ClassesAreSealed : Rule
{
    private static readonly SyntaxKind[] Decided =
        [SyntaxKind.SealedKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.StaticKeyword];

    public override string Why => "nobody derives from what was not made for it";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "public class A;"),
        Planted.Bad("src/A.cs", "public record A(int B);"),
        Planted.Good("src/A.cs", "public sealed class A; public abstract class B;"),
        Planted.Good("src/A.cs", "public static class A; public readonly record struct B;"),
        Planted.Good(("src/A.cs", "public class A;"), ("src/B.cs", "public sealed class B : A;")),
        Planted.Good(
            ("src/A.X.cs", "partial class A;"), ("src/A.cs", "sealed partial class A;")),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var bases = tree.Sources.SelectMany(file => file.All<BaseTypeSyntax>())
            .Select(node => NameOf(node.Type)).ToHashSet(StringComparer.Ordinal);
        var decided = tree.Sources.SelectMany(ClassesOf).Where(IsDecided)
            .Select(type => type.Identifier.Text).ToHashSet(StringComparer.Ordinal);
        return tree.Sources.SelectMany(file => ClassesOf(file)
            .Where(type => !bases.Contains(type.Identifier.Text))
            .Where(type => !IsDecided(type) && !IsPartOf(type, decided))
            .Select(type => file.At(type, $"{type.Identifier.Text} is not sealed")));
    }

    private static IEnumerable<TypeDeclarationSyntax> ClassesOf(SourceFile file) =>
        file.All<TypeDeclarationSyntax>().Where(type => type is ClassDeclarationSyntax
            || type.IsKind(SyntaxKind.RecordDeclaration));

    private static bool IsDecided(TypeDeclarationSyntax type) =>
        type.Modifiers.Any(modifier => Decided.Contains(modifier.Kind()));

    private static bool IsPartOf(TypeDeclarationSyntax type, HashSet<string> decided) =>
        type.Modifiers.Any(SyntaxKind.PartialKeyword) && decided.Contains(type.Identifier.Text);

    private static string NameOf(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => string.Empty,
    };
}
