using Spectre.Console;
using Wackamole.Lab;
using Wackamole.Lab.Bench;
using Wackamole.Lab.Engines;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class MeasuredTests
{
    [Fact]
    public void Median_within_the_promise_keeps_it() =>
        Require(null, Took(1, 3, 400));

    [Fact]
    public void Median_above_the_promise_misses_it() => Require("missed", Took(1, 4, 5));

    [Fact]
    public void One_question_that_two_hosts_answered_breaks_any_promise() =>
        Require("doubled", new([Quiet(1), Quiet(1) with { DuplicateRounds = 1 }], null));

    [Fact]
    public void Runs_that_ended_early_break_it_however_well_the_others_went() =>
        Require("ended early", Took(1, 1) with { Ends = "nobody answers" });

    [Fact]
    public void Nothing_measured_is_nothing_kept()
    {
        Require("not measured", Took());
        Require("not measured", Took() with { Ends = "nobody answers" });
    }

    [Fact]
    public void Every_sample_is_told_and_why_it_ended_is_remembered()
    {
        var told = new List<double>();
        var measured = Measured.Take(new Scripted(Took(2, 1) with { Ends = "nobody answers" }), 2,
            sample => told.Add(sample.Value), CancellationToken.None);
        Assert.Equal([2, 1], told);
        Assert.Equal("nobody answers", measured.Ended);
        Assert.Equal(2, measured.Summary!.Samples);
    }

    private static void Require(string? fault, Script script)
    {
        var measured = Measured.Take(
            new Scripted(script), script.Samples.Length, _ => { }, CancellationToken.None);
        Assert.Equal(fault, measured.Fault);
        Assert.Equal(fault is null, measured.IsKept);
        Assert.EndsWith($"{fault ?? "kept"} │", RowOf(measured), StringComparison.Ordinal);
    }

    private static string RowOf(Measured measured)
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = 200;
        console.Write(BenchTable.Of([measured]));
        return text.ToString().Split('\n').Single(
            line => line.Contains("scripted", StringComparison.Ordinal)).TrimEnd();
    }

    private static Script Took(params double[] values) => new([.. values.Select(Quiet)], null);

    private static Sample Quiet(double value) => new(value, 1, 0, 0);

    private sealed record Script(Sample[] Samples, string? Ends);

    /// <summary>At most 3 are promised.</summary>
    private sealed class Scripted(Script script) : Figure(LabEngines.Mesh)
    {
        public override string Name => "scripted";

        public override double Promise => 3;

        public override void Measure(
            int runs, Action<Sample> told, CancellationToken cancelled)
        {
            Array.ForEach(script.Samples, told);
            if (script.Ends is { } fault)
            {
                throw new LabException(fault);
            }
        }
    }
}
