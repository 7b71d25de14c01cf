using System.Globalization;
using Spectre.Console;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>What was expected of every phase, and what was seen, for people to read.</summary>
internal static class MatrixTable
{
    /// <summary>The columns, in words.</summary>
    public const string Legend =
        "Milliseconds, as a client sees them that asks each address every millisecond. «moved» is "
        + "the longest gap of the addresses that moved (how many), «others» that of those that "
        + "did not, «stall» the longest time the observer itself was not run. «doubled» counts "
        + "broadcast questions that two hosts answered (for how long), «steady» is from the act "
        + "until all hosts agree and share evenly, «needless» what moved although an even spread "
        + "needed no more. «may» is what the case allows: gap of moved / of others; doubled; "
        + "needless; steady. A margin of 60 ms, or 150 ms beside any time, comes to each.";

    /// <summary>What the times that the cases name are on an engine, in words.</summary>
    public static string TimesOf(LabEngine engine) => $"On {engine}, T = "
        + $"{Number(engine.Timing.Detection.TotalMilliseconds)} ms: " + string.Join(", ",
            EngineTime.All.Select(time =>
                $"{time} {Number(time.On(engine.Times).TotalMilliseconds)}")) + " ms.";

    public static Table Of(IEnumerable<PhaseResult> results)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("hosts").RightAligned());
        table.AddColumn(new TableColumn("what happens"));
        foreach (var name in new[] { "moved", "others", "stall", "doubled", "steady", "needless" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        table.AddColumn(new TableColumn("may"));
        table.AddColumn(new TableColumn(string.Empty).NoWrap());
        var rows = results.GroupBy(it => (it.Hosts, it.Case, it.Phase.Name));
        foreach (var row in rows)
        {
            table.AddRow(Row([.. row]).Select(text => new Markup(text)));
        }

        return table;
    }

    /// <summary>A phase that is played several times (each host in turn) shows its worst.</summary>
    private static IEnumerable<string> Row(IReadOnlyList<PhaseResult> all)
    {
        var first = all[0];
        var moved = all.Sum(it => it.Moved);
        var rounds = all.Sum(it => it.DuplicateRounds);
        yield return first.Hosts.ToString(CultureInfo.InvariantCulture);
        yield return Markup.Escape($"{first.Case}: {first.Phase.Name}");
        yield return moved == 0 ? "–"
            : string.Create(CultureInfo.InvariantCulture,
                $"{Number(all.Max(it => it.MovedGapMs))} ({moved})");
        yield return Number(all.Max(it => it.OthersGapMs));
        yield return Number(all.Max(it => it.StallMs));
        yield return rounds == 0 ? "none" : string.Create(CultureInfo.InvariantCulture,
            $"{rounds} ({Number(all.Max(it => it.DuplicateMs))})");
        yield return Number(all.Max(it => it.SteadyMs));
        yield return first.Phase.Expected.NeedlessMoves is null ? "–"
            : all.Max(it => it.NeedlessMoves).ToString(CultureInfo.InvariantCulture);
        yield return Markup.Escape($"{first.Phase.Expected}");
        yield return all.All(it => it.Misses.Count == 0) ? "[green]kept[/]" : "[red]missed[/]";
    }

    private static string Number(double? value) =>
        value?.ToString("0", CultureInfo.InvariantCulture) ?? "–";
}
