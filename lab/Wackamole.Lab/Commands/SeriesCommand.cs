using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Wackamole.Core.Values;
using Wackamole.Lab.Series;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab series»: each way to answer twice, tried again and again.</summary>
internal static class SeriesCommand
{
    private const int UsualRuns = 20;

    /// <summary>The usual times, and the shortest that are promised.</summary>
    private static readonly Timing[] Timings =
    [
        Timing.FromDetection(Timing.DefaultDetection),
        Timing.From(TimeSpan.FromMilliseconds(64), TimeSpan.FromMilliseconds(8), null),
    ];

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How often each strike is played, at each of the two timings",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => UsualRuns,
        };
        var only = new Option<string[]>("--only")
        {
            Description = "Only strikes whose name contains this (may be repeated)",
            HelpName = "TEXT",
        };
        var detection = new Option<int[]>("--detection")
        {
            Description = "Only with this detection time in milliseconds (400 or 64)",
            HelpName = "MS",
        };
        detection.AcceptOnlyFromAmong([.. Timings.Select(Text)]);
        return new Command("series", "Strike hosts again and again: does anything answer twice?")
        {
            runs, only, detection,
        }.Does((parsed, cancelled) =>
        {
            var wanted = parsed.GetValue(detection) ?? [];
            return Run(Math.Max(1, parsed.GetValue(runs)), parsed.GetValue(only) ?? [],
                [.. Timings.Where(it => wanted.Length == 0
                    || wanted.Contains((int)it.Detection.TotalMilliseconds))], cancelled);
        });
    }

    private static string Text(Timing timing) =>
        timing.Detection.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);

    private static int Run(
        int runs, string[] only, Timing[] timings, CancellationToken cancelled)
    {
        var all = new List<StrikeSeries>();
        foreach (var timing in timings)
        {
            foreach (var strike in AllStrikes.Make().Where(it => only.Length == 0 || only.Any(
                word => it.Name.Contains(word, StringComparison.OrdinalIgnoreCase))))
            {
                all.Add(Play(new StrikeSeries(strike, timing, cancelled), runs));
            }
        }

        if (all.Count == 0)
        {
            throw new LabException("no strike is called like that: " +
                string.Join("; ", AllStrikes.Make().Select(it => it.Name)));
        }

        Terminal.Output.WriteLine();
        Terminal.Output.Write(SeriesTable.Of(all));
        Console.WriteLine(SeriesTable.Legend);
        return all.TrueForAll(series => series.IsKept) ? 0 : 1;
    }

    private static StrikeSeries Play(StrikeSeries series, int runs)
    {
        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{series.Strike.Name}, T {series.Timing.Detection.TotalMilliseconds:0} ms"));
        series.Play(runs, run => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  run {series.Runs.Count}: moved {run.MovedV4GapMs:0.0} (IPv6 " +
            $"{run.MovedV6GapMs:0.0}), healthy {run.HealthyHoleMs:0.0}, back " +
            $"{run.HealGapMs:0.0}, own stall {run.StallMs:0.0} ms; two answers: " +
            $"{run.DuplicateRounds}")));
        if (series.Ended is { } ended)
        {
            Console.WriteLine($"  {(series.IsSkipped ? "skipped" : "ended early")}: {ended}");
        }

        if (series.Kept is { } kept)
        {
            Console.WriteLine($"  everything about the first broken run is kept in {kept}");
        }

        return series;
    }
}
