using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wackatrl.Diagnosis;

namespace Wackatrl.Rendering;

/// <summary>Findings for a terminal: a table for each area, wrapped to its width.</summary>
internal static class FindingsTable
{
    /// <summary>Below, words do not fit beside the names of rules: long lines do better.</summary>
    public const int LeastColumns = 64;

    public static string Render(ImmutableArray<Finding> findings, Surroundings around)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = TerminalRenderer.ConsoleOn(text, around);
        foreach (var area in findings.GroupBy(one => one.Area))
        {
            console.Write(new Text(area.Key.ToString() + "\n",
                new Style(decoration: Decoration.Underline)));
            var table = new Table { Border = TableBorder.None, ShowHeaders = false };
            table.AddColumn(new TableColumn("") { NoWrap = true, Padding = new(1, 0, 1, 0) });
            table.AddColumn(new TableColumn("") { NoWrap = true, Padding = new(0, 0, 2, 0) });
            table.AddColumn(new TableColumn("") { Padding = new(0, 0, 0, 0) });
            foreach (var one in area)
            {
                table.AddRow(
                    Cell(FindingMark.Sign(one.Severity, around.HasUnicode),
                        FindingMark.Tone(one.Severity)),
                    Cell(one.Rule, Tone.Faint), Words(one));
            }

            console.Write(table);
            console.WriteLine();
        }

        var worst = findings.Select(one => one.Severity).DefaultIfEmpty().Max();
        console.Write(new Text(FindingMark.Summary(findings) + "\n",
            TerminalRenderer.StyleOf(FindingMark.Tone(worst))));
        return TerminalRenderer.Trimmed(text.ToString());
    }

    private static Text Cell(string text, Tone tone) => new(text, TerminalRenderer.StyleOf(tone));

    private static Rows Words(Finding one)
    {
        var subject = one.Subject is null ? "" : $"{one.Subject}: ";
        List<IRenderable> lines = [Cell(Printable.Text(subject + one.Found),
            one.Severity >= Severity.Warning ? FindingMark.Tone(one.Severity) : Tone.Plain)];
        if (one.Cost is { } cost)
        {
            lines.Add(Cell(Printable.Text(cost), Tone.Plain));
        }

        if (one.Remedy is { } remedy)
        {
            lines.Add(Cell("do: " + Printable.Text(remedy), Tone.Plain));
        }

        return new Rows(lines);
    }
}
