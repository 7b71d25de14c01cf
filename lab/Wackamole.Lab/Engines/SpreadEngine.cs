using System.Globalization;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Engines;

/// <summary>A Spread daemon on every host, wherever a program «spread» is found.</summary>
internal sealed class SpreadEngine : LabEngine
{
    /// <summary>
    /// A row of the table in ENGINES.md. In proportion to Spread's own for one segment, about a
    /// quarter of them; Lookup is how soon the parts of a divided ring find each other.
    /// </summary>
    public static readonly IReadOnlyList<(string Name, int Milliseconds)> Timeouts =
    [
        ("TokenTimeout", 300),
        ("HurryTimeout", 100),
        ("AliveTimeout", 50),
        ("JoinTimeout", 50),
        ("RepTimeout", 150),
        ("SegTimeout", 120),
        ("GatherTimeout", 300),
        ("FormTimeout", 300),
        ("LookupTimeout", 2000),
    ];

    public override string Name => "spread";

    public override bool IsInside => false;

    public override bool IsTokenRing => true;

    /// <summary>The token's loss, then the segment's and the ring's gathering.</summary>
    public override EngineTimes Times { get; } = OrderedTimes.Of(
        newMembership: Sum("TokenTimeout", "SegTimeout", "GatherTimeout"),
        merge: Sum("LookupTimeout", "SegTimeout", "GatherTimeout", "FormTimeout"));

    public override string? Missing => SpreadProgram.Find(out var reason) is null ? reason : null;

    public override IEngineProgram Program { get; } = new SpreadProgram();

    public override IEnumerable<(string Name, string Value)> Directives(HostFiles files) =>
    [
        ("Spread", SpreadProgram.Socket(files)),
        ("SpreadRetryInterval", "200ms"),
    ];

    private static TimeSpan Sum(params string[] names) => TimeSpan.FromMilliseconds(
        Timeouts.Where(it => names.Contains(it.Name)).Sum(it => it.Milliseconds));

    /// <summary>The times as spread.conf has them.</summary>
    public static string TimeoutLines => string.Concat(Timeouts.Select(it => string.Create(
        CultureInfo.InvariantCulture, $"{it.Name} = {it.Milliseconds}\n")));
}
