using System.Globalization;
using Spectre.Console;

namespace Wackamole.Lab.Soak;

/// <summary>What a soak has shown, for people to read.</summary>
internal static class SoakReport
{
    public static void Write(IAnsiConsole output, SoakRecord record)
    {
        output.Write(Addresses(record));
        output.Write(Duplicates(record));
        output.Write(Daemons(record));
        output.WriteLine(Line(
            $"{record.Faults} phases; longest own stall {record.LongestStallMs:0} ms."));
        if (record.Broken is { } fault)
        {
            output.WriteLine($"Ended early: {fault}");
        }

        output.WriteLine(record.IsClean
            ? "Nothing grew beyond its bound, and nothing was doubled that may not be."
            : "FAIL: see what is missed above.");
    }

    private static Table Addresses(SoakRecord record)
    {
        var table = Make("address", "answered", "longest hole", "during");
        foreach (var it in record.Addresses)
        {
            table.AddRow(it.Address, Line($"{it.Percent:0.000} %"), Line($"{it.LongestMs:0} ms"),
                Markup.Escape(it.Cause ?? "–"));
        }

        return table;
    }

    private static Table Duplicates(SoakRecord record)
    {
        var table = Make("doubled during", "times", "rounds", "longest", "");
        foreach (var one in record.Duplicates.GroupBy(it => (it.Cause, it.IsAllowed)))
        {
            table.AddRow(Markup.Escape(one.Key.Cause), Line($"{one.Count()}"),
                Line($"{one.Sum(it => it.Rounds)}"), Line($"{one.Max(it => it.Ms):0} ms"),
                one.Key.IsAllowed ? "may be" : $"[red]missed at {Times(one)}[/]");
        }

        if (record.Duplicates.Count == 0)
        {
            table.AddRow("nothing", "–", "–", "–", string.Empty);
        }

        return table;
    }

    private static string Times(IEnumerable<DuplicateCause> all) =>
        string.Join(", ", all.Select(it => Line($"{it.AtSeconds:0} s")));

    /// <summary>Every run: a leak may be anybody's.</summary>
    private static Table Daemons(SoakRecord record)
    {
        var table = Make("daemon", "process", "resident, begin", "end", "descriptors, begin",
            "end", "");
        foreach (var it in record.Daemons)
        {
            table.AddRow(it.Host, Line($"{it.ProcessId}"),
                Line($"{it.First.ResidentMegabytes:0.0} MB"),
                Line($"{it.Last.ResidentMegabytes:0.0} MB"), Line($"{it.First.Descriptors}"),
                Line($"{it.Last.Descriptors}"),
                it.IsWithinBound ? "[green]kept[/]" : "[red]grew[/]");
        }

        return table;
    }

    private static Table Make(params string[] columns)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        foreach (var column in columns)
        {
            table.AddColumn(column);
        }

        return table;
    }

    private static string Line(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
