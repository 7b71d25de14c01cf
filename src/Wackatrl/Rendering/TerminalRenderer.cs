using System.Collections.Immutable;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Wackatrl.Rendering;

/// <summary>Tables and sentences in colour, wrapped to the terminal's width.</summary>
internal static class TerminalRenderer
{
    private const int LeastColumns = 20;

    private static readonly Style TitleStyle = new(decoration: Decoration.Underline);

    public static string Render(StatusReport report, Surroundings around)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = ConsoleOn(text, around);
        foreach (var line in report.Header)
        {
            console.Write(HeaderLine(line));
        }

        foreach (var table in report.Tables)
        {
            console.WriteLine();
            console.Write(TableOf(table));
        }

        foreach (var notes in report.Notes)
        {
            console.WriteLine();
            console.Write(new Text(notes.Title + ":\n", StyleOf(notes.Tone)));
            foreach (var line in notes.Lines)
            {
                console.Write(new Padder(new Text(Printable.Text(line)), new Padding(2, 0, 0, 0)));
            }
        }

        return Trimmed(text.ToString());
    }

    public static IAnsiConsole ConsoleOn(StringWriter text, Surroundings around)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = around.HasColours ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = around.HasColours
                ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Math.Max(LeastColumns, around.Size().Width);
        console.Profile.Capabilities.Unicode = around.HasUnicode;
        return console;
    }

    private static Paragraph HeaderLine(ImmutableArray<StatusField> line)
    {
        var paragraph = new Paragraph();
        foreach (var field in line)
        {
            paragraph.Append(field.Name + " ", StyleOf(Tone.Faint))
                .Append(field.Value.Text, StyleOf(field.Value.Tone)).Append("  ");
        }

        return paragraph.Append("\n");
    }

    private static Table TableOf(StatusTable table)
    {
        var drawn = new Table { Border = TableBorder.None };
        for (var index = 0; index < table.Columns.Length; index++)
        {
            var column = table.Columns[index];
            var isLast = index == table.Columns.Length - 1;
            drawn.AddColumn(new TableColumn(new Text(column.Title, TitleStyle))
            {
                Alignment = column.IsNumber ? Justify.Right : Justify.Left,
                NoWrap = !column.MayWrap,
                Padding = new Padding(0, 0, isLast ? 0 : 2, 0),
            });
        }

        foreach (var row in table.Rows)
        {
            // A list may continue on the next line after a comma, not within a word.
            drawn.AddRow(row.Select(IRenderable (cell) => new Text(
                cell.Text.Replace(",", ", ", StringComparison.Ordinal), StyleOf(cell.Tone))));
        }

        return drawn;
    }

    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Warning => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        Tone.Faint => new Style(decoration: Decoration.Dim),
        _ => Style.Plain,
    };

    public static string Trimmed(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
