using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Wackamole.Lab.Bench;
using Wackamole.Lab.Engines;

namespace Wackamole.Lab.Commands;

/// <summary>«wackalab bench»: every promised number, measured on this machine.</summary>
internal static class BenchCommand
{
    private const int UsualRuns = 10;

    public static Command Create()
    {
        var runs = new Option<int>("--runs")
        {
            Description = "How often each figure is measured",
            HelpName = "NUMBER",
            DefaultValueFactory = _ => UsualRuns,
        };
        var only = new Option<string[]>("--only")
        {
            Description = "Only figures whose name contains this (may be repeated)",
            HelpName = "TEXT",
        };
        var engine = EngineOption.Create();
        return new Command("bench", "Measure interruptions and memory, medians over several runs")
        {
            runs, only, engine,
        }.Does((parsed, cancelled) => Run(
            parsed.Chosen(engine), Math.Max(1, parsed.GetValue(runs)),
            parsed.GetValue(only) ?? [], cancelled));
    }

    private static int Run(
        LabEngine engine, int runs, string[] only, CancellationToken cancelled)
    {
        Console.WriteLine(
            "Gaps are what a client sees that asks each address every millisecond. «not moved» is "
            + "the longest gap of addresses that nothing happened to, «stall» the longest time the "
            + "observer itself was not run. Runs in which either is above 5 ms are disturbed by "
            + "the machine (~); «doubled» counts questions that two hosts answered.");
        var measured = new List<Measured>();
        foreach (var figure in Figures.On(engine).Where(
            figure => only.Length == 0 || only.Any(
                word => figure.Name.Contains(word, StringComparison.OrdinalIgnoreCase))))
        {
            Console.WriteLine();
            Console.WriteLine(figure.Name);
            measured.Add(Measure(figure, runs, cancelled));
        }

        Terminal.Output.WriteLine();
        Terminal.Output.Write(BenchTable.Of(measured));
        return measured.TrueForAll(it => it.IsKept) ? 0 : 1;
    }

    private static Measured Measure(Figure figure, int runs, CancellationToken cancelled)
    {
        var run = 0;
        var measured = Measured.Take(
            figure, runs, sample => Tell(figure, sample, ++run), cancelled);
        if (measured.Ended is { } ended)
        {
            Console.WriteLine($"  ended early: {ended}");
        }

        return measured;
    }

    private static void Tell(Figure figure, Sample sample, int run)
    {
        var unmoved = sample.UnmovedGapMs is { } gap
            ? string.Create(CultureInfo.InvariantCulture, $"; not moved: {gap:0.0} ms") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  run {run}: {sample.Value:0.0} {figure.Unit}{unmoved}; own stall: " +
            $"{sample.StallMs:0.0} ms; two answers: {sample.DuplicateRounds}"));
    }
}
