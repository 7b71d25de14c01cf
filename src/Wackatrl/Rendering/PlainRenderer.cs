using System.Text;

namespace Wackatrl.Rendering;

/// <summary>Aligned columns and nothing else: for files, pipes, grep and awk.</summary>
internal static class PlainRenderer
{
    private const string Gap = "  ";

    public static string Render(StatusReport report)
    {
        var text = new StringBuilder();
        foreach (var line in report.Header)
        {
            text.AppendJoin(Gap, line.Select(field => $"{field.Name} {field.Value.Text}"))
                .Append('\n');
        }

        foreach (var table in report.Tables)
        {
            text.Append('\n');
            Append(text, table);
        }

        foreach (var notes in report.Notes)
        {
            text.Append('\n').Append(notes.Title).Append(":\n");
            foreach (var line in notes.Lines)
            {
                text.Append(Gap).Append(Printable.Text(line)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, StatusTable table)
    {
        var widths = table.Columns.Select((column, index) => Math.Max(column.Title.Length,
            table.Rows.Select(row => row[index].Text.Length).DefaultIfEmpty().Max())).ToArray();
        AppendRow(text, table, widths, table.Columns.Select(column => column.Title));
        foreach (var row in table.Rows)
        {
            AppendRow(text, table, widths, row.Select(cell => cell.Text));
        }
    }

    private static void AppendRow(
        StringBuilder text, StatusTable table, int[] widths, IEnumerable<string> cells)
    {
        var line = string.Join(Gap, cells.Select((cell, index) => table.Columns[index].IsNumber
            ? cell.PadLeft(widths[index]) : cell.PadRight(widths[index])));
        text.Append(line.TrimEnd()).Append('\n');
    }
}
