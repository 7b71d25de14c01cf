using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class FoldersKeepTheirDistance : SourceRule
{
    private const string Core = "src/Wackamole.Core/";

    /// <summary>What a folder of the core must not know.</summary>
    private static readonly (string Folder, string[] Unknown)[] Borders =
    [
        ("Values",
            ["Wire", "Group", "Allocation", "Lease", "Addresses", "Announcements", "Control"]),
        ("Wire", ["Group", "Allocation", "Addresses", "Announcements", "Control"]),
        ("Group", ["Allocation", "Addresses", "Announcements"]),
        ("Allocation", ["Group"]),
        ("Addresses", ["Group", "Allocation"]),
        ("Announcements", ["Group", "Allocation"]),
        ("Control", ["Group", "Allocation", "Addresses", "Announcements"]),
    ];

    public override string Why =>
        "the parts of the core know only what stands below them: allocation cannot tell which "
        + "engine is under it, addresses and announcements know neither, Node.cs alone knows all";

    public override Planted[] Examples =>
    [
        Planted.Bad(Core + "Allocation/A.cs", "using Wackamole.Core.Group;"),
        Planted.Bad(Core + "Addresses/A.cs", "using Wackamole.Core.Allocation;"),
        Planted.Bad(Core + "Announcements/A.cs", "class A { Wackamole.Core.Group.Mesh B; }"),
        Planted.Bad(Core + "Allocation/A.cs", "class A { Group.Mesh B; }"),
        Planted.Bad(Core + "Values/A.cs", "using static Wackamole.Core.Wire.Seal;"),
        Planted.Good(Core + "Allocation/A.cs", "using Wackamole.Core.Values; // Group"),
        Planted.Good(Core + "Node.cs", "using Wackamole.Core.Group;"),
        Planted.Good(Core + "Allocation/A.cs", "class A { int B(C c) => c.Group.Length; }"),
        Planted.Good(Core + "Allocation/A.cs", "class A { string Group; int B => Group.Length; }"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("src/Wackamole.Core");

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var (folder, unknown) in Borders
            .Where(border => file.IsUnder(Core + border.Folder)))
        {
            foreach (var name in file.Root.DescendantNodes().Where(IsNameOfType))
            {
                var parts = name.ToString().Split('.');
                var relative = parts is ["Wackamole", "Core", ..] ? parts[2..] : parts;
                if (relative.Length > 0 && unknown.Contains(relative[0], StringComparer.Ordinal)
                    && (relative.Length > 1 || relative.Length < parts.Length))
                {
                    yield return file.At(name, $"{folder} knows {relative[0]}");
                }
            }
        }
    }

    /// <summary>
    /// The outermost qualified name, in a using directive or where a type stands.
    /// </summary>
    private static bool IsNameOfType(SyntaxNode node) =>
        node is QualifiedNameSyntax && node.Parent is not QualifiedNameSyntax
            && node.Parent is not BaseNamespaceDeclarationSyntax;
}
