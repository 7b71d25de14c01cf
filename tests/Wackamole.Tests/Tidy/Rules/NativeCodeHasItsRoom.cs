using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class NativeCodeHasItsRoom : SourceRule
{
    private static readonly string[] Attributes =
        ["LibraryImport", "DllImport", "UnmanagedCallersOnly"];

    public override string Why =>
        "native declarations and unsafe code stand in a program's Linux/ alone: there they are "
        + "reviewed with the kernel's headers at hand";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/Wackamole/A.cs", "class A { [LibraryImport(\"libc\")] void B(); }"),
        Planted.Bad("src/Wackatrl/A.cs", "class A { unsafe void B() {} }"),
        Planted.Bad("src/Wackamole.Core/A.cs", "class A { void B() { unsafe { } } }"),
        Planted.Good("src/Wackamole/Linux/A.cs", "unsafe class A { [DllImport] void B(); }"),
        Planted.Good("src/Wackatrl/Linux/A.cs", "unsafe class A { [DllImport] void B(); }"),
        Planted.Bad("src/Wackamole.Core/Linux/A.cs", "unsafe class A { void B() {} }"),
        Planted.Good("src/Wackamole/A.cs", "class A { string B = \"unsafe\"; }"),
    ];

    protected override bool Concerns(SourceFile file) =>
        file.IsUnder("src") && !file.IsUnder("src/Wackamole/Linux")
        && !file.IsUnder("src/Wackatrl/Linux");

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        var attributes = file.All<AttributeSyntax>()
            .Where(attribute =>
                Attributes.Contains(attribute.Name.ToString(), StringComparer.Ordinal))
            .Select(attribute => file.At(attribute, $"{attribute.Name} outside of Linux/"));
        var blocks = file.Root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.UnsafeKeyword))
            .Select(token => file.At(token, "unsafe outside of Linux/"));
        return attributes.Concat(blocks);
    }
}
