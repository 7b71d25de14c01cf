using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Wackamole.Tests.Tidy.Rules;

/// <summary>
/// An administrator, or the network, steps the wall clock by an hour at any time. It may be shown
/// and it gives a run its number at the start; everything else goes by clocks that only go on.
/// </summary>
internal sealed class WallClockDecidesNothing : SourceRule
{
    private static readonly string[] Readings =
    [
        "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.UtcNow", "TimeProvider.System",
        "Clocks.CLOCK_REALTIME", "BootClock.RealTimeNanoseconds",
    ];

    /// <summary>Who reads it, and what for.</summary>
    private static readonly Dictionary<string, string> Permitted = new(StringComparer.Ordinal)
    {
        ["src/Wackamole/Linux/BootClock.cs"] = "gives the incarnation's clock its name",
        ["src/Wackamole/Hosting/Daemon.cs"] = "the incarnation, once at the start",
        ["src/Wackamole/Logging/LogWriter.cs"] = "the time on a line of the log",
    };

    public override string Why =>
        "the wall clock can be stepped at any moment: no decision of a running daemon hangs on it";

    public override Planted[] Examples =>
    [
        Planted.Bad("src/Wackamole/A.cs", "class A { object B() => DateTime.UtcNow; }"),
        Planted.Bad("src/Wackamole/A.cs", "class A { object B => System.DateTimeOffset.UtcNow; }"),
        Planted.Bad("src/Wackamole/A.cs", "class A { object B => TimeProvider.System; }"),
        Planted.Bad("src/Wackamole/A.cs", "class A { ulong B => BootClock.RealTimeNanoseconds; }"),
        Planted.Bad("src/Wackamole/A.cs", "class A { long B => Now(Clocks.CLOCK_REALTIME); }"),
        Planted.Good("src/Wackamole/A.cs", "class A { object B => BootClock.Now; }"),
        Planted.Good("src/Wackamole/Logging/LogWriter.cs",
            "class LogWriter { object B = DateTime.UtcNow; }"),
        Planted.Good("tests/A.cs", "class A { object B() => DateTime.UtcNow; }"),
    ];

    protected override bool Concerns(SourceFile file) =>
        file.IsUnder("src/Wackamole", "src/Wackamole.Core") && !Permitted.ContainsKey(file.Path);

    protected override IEnumerable<Violation> Find(SourceFile file) =>
        from access in file.All<MemberAccessExpressionSyntax>()
        let type = access.Expression.ToString().Split('.')[^1]
        where Readings.Contains($"{type}.{access.Name.Identifier.Text}", StringComparer.Ordinal)
        select file.At(access, $"{access} reads the wall clock");
}
