using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class WireNumbersAreExplicit : SourceRule
{
    public override string Why =>
        "a number on the wire must not change because a line was put between two others";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/Wackamole.Core/Wire/A.cs", "enum A { B = 1, C }"),
        Planted.Bad("src/Wackamole.Core/Lease/A.cs", "enum A : byte { B }"),
        Planted.Good("src/Wackamole.Core/Wire/A.cs", "enum A { B = 1, C = 2 }"),
        Planted.Good("src/Wackamole.Core/Control/A.cs", "enum A { B }"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("src");

    protected override IEnumerable<Violation> Find(SourceFile file) =>
        from type in file.All<EnumDeclarationSyntax>()
        where file.IsUnder("src/Wackamole.Core/Wire") || type.BaseList is not null
        from member in type.Members
        where member.EqualsValue is null
        select file.At(member, $"{type.Identifier}.{member.Identifier} has no «= n»");
}
