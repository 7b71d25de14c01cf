using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class TypeHasItsFile : SourceRule
{
    public override string Why =>
        "a type is found by its file's name: one public type per file, named as the file; "
        + "a part of it is Type.Part.cs";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "public class A; public class B;"),
        Planted.Bad("src/A.cs", "namespace N; public enum B;"),
        Planted.Bad("src/A.cs", "internal class B;"),
        Planted.Good("src/A.cs", "namespace N; public class A<T>; internal class B;"),
        Planted.Good("src/A.Part.cs", "public partial class A;"),
        Planted.Good("src/A.cs", "internal class A; internal class B;"),
        Planted.Good("src/Program.cs", "return 0; internal partial class Other;"),
        Planted.Good("src/A.cs", "public class A { public class B; }"),
    ];

    protected override bool Concerns(SourceFile file) =>
        !file.All<GlobalStatementSyntax>().Any() && file.TopLevelTypes.Any();

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        var expected = file.Name[..file.Name.IndexOf('.', StringComparison.Ordinal)];
        var published = file.TopLevelTypes.Where(IsPublic).ToList();
        foreach (var second in published.Skip(1))
        {
            yield return file.At(second, $"the public type {NameOf(second)} needs its own file");
        }

        var heads = published.Count > 0 ? published[..1] : file.TopLevelTypes;
        if (!heads.Any(type => string.Equals(NameOf(type), expected, StringComparison.Ordinal)))
        {
            yield return file.At(heads.First(), $"{NameOf(heads.First())} is not {expected}");
        }
    }

    private static bool IsPublic(MemberDeclarationSyntax type) =>
        type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax method
            ? method.Identifier.Text
            : ((BaseTypeDeclarationSyntax)type).Identifier.Text;
}
