using System.Globalization;
using Spectre.Console;

namespace Wackamole.Lab.Bench;

/// <summary>The figures, their promises, and what was measured, for people to read.</summary>
internal static class BenchTable
{
    private const int MeasuredColumns = 7;

    public static Table Of(IReadOnlyList<(Figure Figure, Summary? Summary)> measured)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("figure").NoWrap());
        foreach (var name in new[] { "promise", "min", "median", "max", "not moved", "stall",
            "doubled", "runs", "" })
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var (figure, summary) in measured)
        {
            table.AddRow(Row(figure, summary).Select(text => new Markup(text)));
        }

        return table;
    }

    /// <summary>Whether the promise was kept.</summary>
    public static bool IsKept(Figure figure, Summary? summary) =>
        summary is not null && figure.Judged(summary) <= figure.Promise;

    private static IEnumerable<string> Row(Figure figure, Summary? summary)
    {
        yield return Markup.Escape(figure.Name);
        yield return $"≤ {Number(figure.Promise)} {figure.Unit}";
        if (summary is null)
        {
            foreach (var nothing in Enumerable.Repeat("–", MeasuredColumns))
            {
                yield return nothing;
            }

            yield return "[red]not measured[/]";
            yield break;
        }

        yield return Number(summary.Minimum);
        yield return $"[bold]{Number(summary.Median)}[/]";
        yield return Number(summary.Maximum);
        yield return summary.UnmovedMaximumMs is { } unmoved ? Number(unmoved) : "–";
        yield return Number(summary.StallMaximumMs);
        yield return summary.DuplicateRounds == 0 ? "none" : $"[red]{summary.DuplicateRounds}[/]";
        yield return summary.Disturbed == 0 ? $"{summary.Samples}"
            : $"{summary.Samples} ({summary.Disturbed}~)";
        yield return IsKept(figure, summary) ? "[green]kept[/]" : "[red]missed[/]";
    }

    private static string Number(double value) => value.ToString(
        Math.Abs(value) < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
