using System.Globalization;
using Spectre.Console;

namespace Wackamole.Lab.Series;

/// <summary>All series side by side, for people to read.</summary>
internal static class SeriesTable
{
    /// <summary>The columns, in words.</summary>
    public const string Legend =
        "Milliseconds, as a client sees them that asks for each of six IPv4 and three IPv6 "
        + "addresses every millisecond, by echo and by broadcast. «moved»: how long what the host "
        + "had held was not answered (least, median, most), and what the median may be; «healthy»: "
        + "holes above 10 ms of all other addresses meanwhile, at most, and in how many runs; "
        + "«back»: the longest gap of any until the host had its share again; «stall»: how long "
        + "the client itself was not run; «doubled»: questions that two hosts answered, from the "
        + "strike to the end.";

    private static readonly string[] Columns =
        ["T", "moved", "may", "healthy", "back", "stall", "doubled", "runs", ""];

    public static Table Of(IEnumerable<StrikeSeries> all)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("what happens"));
        foreach (var name in Columns)
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }

        foreach (var series in all)
        {
            table.AddRow(Row(series).Select(text => new Markup(text)));
        }

        return table;
    }

    private static IEnumerable<string> Row(StrikeSeries series)
    {
        yield return Markup.Escape(series.Strike.Name);
        yield return Number(series.Timing.Detection.TotalMilliseconds);
        var gaps = series.Runs.Select(run => run.MovedGapMs).OfType<double>().ToList();
        yield return gaps.Count == 0 ? "–"
            : $"{Number(gaps.Min())} [bold]{Number(series.MedianMs)}[/] {Number(gaps.Max())}";
        var limit = series.Strike.LimitMs(series.Timing);
        yield return double.IsFinite(limit) ? $"≤ {Number(limit)}" : "–";
        var holes = series.Runs.Where(run => run.HealthyHoleMs > 0).ToList();
        yield return holes.Count == 0 ? "none"
            : $"{Number(holes.Max(run => run.HealthyHoleMs))} ({holes.Count})";
        yield return Worst(series, run => run.HealGapMs);
        yield return Worst(series, run => run.StallMs);
        yield return series.DuplicateRounds == 0 ? "none" : $"[red]{series.DuplicateRounds}[/]";
        yield return series.Runs.Count.ToString(CultureInfo.InvariantCulture);
        yield return series.IsSkipped ? "skipped"
            : series.IsKept ? "[green]kept[/]" : "[red]missed[/]";
    }

    private static string Worst(StrikeSeries series, Func<StrikeRun, double> of) =>
        series.Runs.Count == 0 ? "–" : Number(series.Runs.Max(of));

    private static string Number(double value) => value.ToString(
        value < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
