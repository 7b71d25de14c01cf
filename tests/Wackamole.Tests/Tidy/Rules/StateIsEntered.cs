using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class StateIsEntered : SourceRule
{
    public override string Why =>
        "one Enter… method per state asserts the legal state before it; nothing else assigns "
        + "_state or _phase";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/A.cs", "class A { State _state; void B() { _state = State.Run; } }"),
        Planted.Bad("src/A.cs", "class A { State _state; A() { this._state = State.Run; } }"),
        Planted.Good(
            "src/A.cs",
            "class A { State _state = State.Boot; void EnterRun() => _state = State.Run; }"),
        Planted.Bad("src/A.cs", "class A { Phase _phase; void B() => _phase = Phase.Run; }"),
        Planted.Good("src/A.cs", "class A { ulong _state; void Next() { _state = 1; } }"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("src");

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var assignment in file.All<AssignmentExpressionSyntax>())
        {
            var field = assignment.Left.ToString().Replace("this.", "", StringComparison.Ordinal);
            if (field is not "_state" and not "_phase" || IsNumber(file, field))
            {
                continue;
            }

            var method = assignment.FirstAncestorOrSelf<MethodDeclarationSyntax>();
            if (method?.Identifier.Text.StartsWith("Enter", StringComparison.Ordinal) is not true)
            {
                yield return file.At(assignment, $"{field} = outside of an Enter… method");
            }
        }
    }

    /// <summary>A random generator's state, for example, is a number and has no states.</summary>
    private static bool IsNumber(SourceFile file, string name) =>
        file.All<VariableDeclaratorSyntax>().Any(field =>
            string.Equals(field.Identifier.Text, name, StringComparison.Ordinal)
            && field.Parent is VariableDeclarationSyntax { Type: PredefinedTypeSyntax });
}
