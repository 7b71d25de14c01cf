using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class CallsAreNotBanned : SourceRule
{
    public override string Why => "some calls are wrong here, each for its own reason";

    public override Planted[] Examples =>
    [
        .. BannedCall.All.SelectMany(call => call.Folders.Select(folder => Planted.Bad(
            folder + "/A.cs", $"class A {{ object B() => {call.Type}.{call.Member}; }}"))),
        Planted.Bad("tests/A.cs", "class A { void B() => System.Threading.Thread.Sleep(1); }"),
        Planted.Bad("tests/A.cs", "class A { object B() => new Random(); }"),
        Planted.Good("tests/A.cs", "class A { object B() => new Random(7); } // Random.Shared"),
        Planted.Good("src/A.cs", "class A { object B(C sleeper) => sleeper.Sleep(); }"),
    ];

    protected override IEnumerable<Violation> Find(SourceFile file)
    {
        foreach (var access in file.All<MemberAccessExpressionSyntax>())
        {
            var call = Array.Find(BannedCall.All, banned => Is(access, banned));
            if (call is not null && file.IsUnder(call.Folders))
            {
                yield return file.At(access, $"{call.Type}.{call.Member}: {call.Reason}");
            }
        }

        foreach (var creation in file.All<ObjectCreationExpressionSyntax>())
        {
            if (creation.Type.ToString() is "Random"
                && creation.ArgumentList is null or { Arguments.Count: 0 })
            {
                yield return file.At(creation, "new Random(): not repeatable: take a seed");
            }
        }
    }

    private static bool Is(MemberAccessExpressionSyntax access, BannedCall call) =>
        string.Equals(access.Name.Identifier.Text, call.Member, StringComparison.Ordinal)
        && access.Expression.ToString().Split('.')[^1] is var type
        && string.Equals(type, call.Type, StringComparison.Ordinal);
}
