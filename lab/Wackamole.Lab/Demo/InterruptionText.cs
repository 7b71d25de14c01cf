using System.Globalization;
using Spectre.Console;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>What an event cost, in words and as a table.</summary>
internal static class InterruptionText
{
    public static string Sentence(Interruption seen)
    {
        var moved = seen.MovedGapMs is { } gap
            ? $"{Addresses(seen.Moved)} moved: silent for {Ms(gap)} at most"
            : "nothing moved";
        var unmoved = seen.UnmovedGapMs is { } rest ? $"; the others never for more than {Ms(rest)}"
            : string.Empty;
        return $"{Capital(moved)}{unmoved}.{Doubles(seen)}";
    }

    public static Table Table(IEnumerable<Interruption> all)
    {
        var table = new Table().RoundedBorder().BorderColor(Color.Grey);
        table.AddColumn(new TableColumn("what happened").NoWrap());
        foreach (var column in new[]
            { "moved", "longest gap", "of the others", "two answers" })
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var seen in all)
        {
            table.AddRow(
                Markup.Escape(seen.Event),
                seen.Moved.ToString(CultureInfo.InvariantCulture),
                seen.MovedGapMs is { } moved ? $"[bold]{Ms(moved)}[/]" : "–",
                seen.UnmovedGapMs is { } unmoved ? Ms(unmoved) : "–",
                seen.DuplicateRounds == 0 ? "[green]never[/]"
                    : $"[red]for {Ms(seen.DuplicateMs)}[/]");
        }

        return table;
    }

    public static string Ms(double milliseconds) => milliseconds < 10
        ? string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms");

    private static string Doubles(Interruption seen) => seen.DuplicateRounds == 0 ? string.Empty
        : $" Two hosts answered for one address for {Ms(seen.DuplicateMs)}.";

    private static string Addresses(int count) => count == 1 ? "one address"
        : string.Create(CultureInfo.InvariantCulture, $"{count} addresses");

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
