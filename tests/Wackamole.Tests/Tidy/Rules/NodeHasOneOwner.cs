using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class NodeHasOneOwner : Rule
{
    private const string Call = "class A { void B() { _node.Handle(Input.Tick, now); } }";

    public override string Why =>
        "one loop on one thread owns the node: Node.Handle has one call site in src";

    public override Planted[] Examples =>
    [
        Planted.Bad(("src/Wackamole/A.cs", Call), ("src/Wackamole/B.cs", Call)),
        Planted.Good(("src/Wackamole/A.cs", Call), ("tests/B.cs", Call)),
        Planted.Good("src/Wackamole/A.cs", "class A { void B() { C(); D(); Handle(1); } }"),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree) => tree.Sources
        .Where(file => file.IsUnder("src"))
        .SelectMany(file => file.All<InvocationExpressionSyntax>().Where(IsHandle)
            .Select(call => file.At(call, "a second call of Node.Handle")))
        .Skip(1);

    private static bool IsHandle(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Handle" } access
        && access.Expression.ToString().EndsWith("node", StringComparison.OrdinalIgnoreCase);
}
