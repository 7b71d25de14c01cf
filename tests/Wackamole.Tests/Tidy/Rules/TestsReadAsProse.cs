using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class TestsReadAsProse : SourceRule
{
    public override string Why =>
        "a test's name says Subject_condition_result, its class what is tested, and it always runs";

    public override Planted[] Examples =>
    [
        Planted.Bad("tests/A.cs", "class ATests { [Fact] void Works() { } }"),
        Planted.Bad("tests/A.cs", "class A { [Theory] void Node_starts() { } }"),
        Planted.Bad("tests/A.cs", "class ATests { [Fact(Skip = \"slow\")] void A_b_c() { } }"),
        Planted.Bad("tests/A.cs", "class ATests { void A() { Assert.True(true); } }"),
        Planted.Good("tests/A.cs", "class ATests { [Fact] void Node_alone_claims_all() { } }"),
        Planted.Good("tests/A.cs", "class Helper { void Works() { } }"),
        Planted.Good("tests/Simulation/A.cs", "class Sweep { [Fact] void Cluster_holds() { } }"),
    ];

    protected override bool Concerns(SourceFile file) => file.IsUnder("tests");

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var attribute in file.All<AttributeSyntax>().Where(IsTest))
        {
            var method = attribute.FirstAncestorOrSelf<MethodDeclarationSyntax>();
            var type = attribute.FirstAncestorOrSelf<TypeDeclarationSyntax>();
            if (method?.Identifier.Text.Contains('_') is false)
            {
                yield return file.At(method, $"{method.Identifier} says no condition and result");
            }

            if (type is not null && !IsSuite(file, type.Identifier.Text))
            {
                yield return file.At(type, $"the class {type.Identifier} is not called …Tests");
            }

            if (attribute.ToString().Contains("Skip =", StringComparison.Ordinal))
            {
                yield return file.At(attribute, "a test that never runs");
            }
        }

        foreach (var call in file.All<InvocationExpressionSyntax>())
        {
            if (call.ToString() is "Assert.True(true)" or "Assert.False(false)")
            {
                yield return file.At(call, "an assertion that cannot fail");
            }
        }
    }

    private static bool IsTest(AttributeSyntax attribute) =>
        attribute.Name.ToString() is "Fact" or "Theory";

    /// <summary>A sweep of the simulation is a program more than a set of tests.</summary>
    private static bool IsSuite(SourceFile file, string type) =>
        type.EndsWith("Tests", StringComparison.Ordinal)
        || type.EndsWith("Transcripts", StringComparison.Ordinal)
        || file.Path.Contains("/Simulation/", StringComparison.Ordinal);
}
