using System.Globalization;
using Spectre.Console;

namespace Wackamole.Lab.Bench;

/// <summary>The figures, their promises, and what was measured, for people to read.</summary>
internal static class BenchTable
{
    private const int MeasuredColumns = 7;

    public static Table Of(IEnumerable<Measured> measured)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("figure").NoWrap());
        foreach (var name in new[] { "promise", "min", "median", "max", "not moved", "stall",
            "doubled", "runs", "" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var one in measured)
        {
            table.AddRow(Row(one).Select(text => new Markup(text)));
        }

        return table;
    }

    private static IEnumerable<string> Row(Measured measured)
    {
        var figure = measured.Figure;
        return
        [
            Markup.Escape(figure.Name),
            $"≤ {Number(figure.Promise)} {figure.Unit}",
            .. measured.Summary is { } summary
                ? Cells(summary) : Enumerable.Repeat("–", MeasuredColumns),
            measured.Fault is { } fault ? $"[red]{fault}[/]" : "[green]kept[/]",
        ];
    }

    private static IEnumerable<string> Cells(Summary summary)
    {
        yield return Number(summary.Minimum);
        yield return $"[bold]{Number(summary.Median)}[/]";
        yield return Number(summary.Maximum);
        yield return summary.UnmovedMaximumMs is { } unmoved ? Number(unmoved) : "–";
        yield return Number(summary.StallMaximumMs);
        yield return summary.DuplicateRounds == 0 ? "none" : $"[red]{summary.DuplicateRounds}[/]";
        yield return summary.Disturbed == 0 ? $"{summary.Samples}"
            : $"{summary.Samples} ({summary.Disturbed}~)";
    }

    private static string Number(double value) => value.ToString(
        Math.Abs(value) < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
