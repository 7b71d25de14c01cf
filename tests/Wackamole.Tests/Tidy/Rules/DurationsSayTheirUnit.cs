using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class DurationsSayTheirUnit : SourceRule
{
    public override string Why =>
        "a number that is a time says its unit last (SuspectAfterMs), or is a TimeSpan";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "class A { const int Timeout = 5; }"),
        Planted.Bad("src/A.cs", "class A { int RetryInterval { get; } }"),
        Planted.Bad("src/A.cs", "record A(double Delay);"),
        Planted.Bad("src/A.cs", "class A { void B(int delay) { } }"),
        Planted.Good("src/A.cs", "class A { const int TimeoutMs = 5; long AgeSeconds; }"),
        Planted.Good("src/A.cs", "record A(TimeSpan Delay, int Intervals);"),
        Planted.Good("src/A.cs", "class A { void B(int message) { } }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file) =>
        from node in file.Root.DescendantNodes()
        let named = Named(node)
        where named.Type is PredefinedTypeSyntax && Time().IsMatch(named.Name)
        select file.At(node, $"{named.Name} does not say its unit");

    private static (TypeSyntax? Type, string Name) Named(SyntaxNode node) => node switch
    {
        PropertyDeclarationSyntax property => (property.Type, property.Identifier.Text),
        ParameterSyntax parameter => (parameter.Type, parameter.Identifier.Text),
        VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax parent } variable =>
            (IsText(parent.Type) ? null : parent.Type, variable.Identifier.Text),
        _ => (null, string.Empty),
    };

    private static bool IsText(TypeSyntax type) =>
        type.ToString() is "string" or "bool" or "object";

    [GeneratedRegex("(Timeout|Interval|Delay|Period|Duration|Age)$"
        + "|^_?(timeout|interval|delay|period|duration|age)$")]
    private static partial Regex Time();
}
