using System.CommandLine;
using System.CommandLine.Parsing;
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
        var command = new Command(
            "bench", "Measure interruptions and memory, medians over several runs")
        {
            runs, only, engine,
        };
        command.Validators.Add(result =>
        {
            // The default is not there yet; a name that no engine has its own option refuses.
            if (LabEngines.Named(result.GetValue(engine) ?? LabEngines.Mesh.Name) is { } chosen)
            {
                RefuseUnknown(result, Figures.On(chosen), result.GetValue(only) ?? []);
            }
        });
        return command.Does((parsed, cancelled) => Run(
            parsed.Chosen(engine), Math.Max(1, parsed.GetValue(runs)),
            parsed.GetValue(only) ?? [], cancelled));
    }

    /// <summary>Nothing measured would be nothing missed.</summary>
    private static void RefuseUnknown(
        CommandResult result, IReadOnlyList<Figure> figures, string[] only)
    {
        foreach (var word in only.Where(word => !figures.Any(figure => figure.IsCalled(word))))
        {
            result.AddError($"--only: no figure is called like «{word}»; there are: "
                + string.Join("; ", figures.Select(figure => figure.Name)));
        }
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
            figure => only.Length == 0 || only.Any(figure.IsCalled)))
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
