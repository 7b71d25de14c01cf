using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Demo;

/// <summary>Draws a picture of the cluster for a terminal of a given size.</summary>
internal static class Board
{
    /// <summary>
    /// Columns beside a strip: address, blanks, and the name of the present holder.
    /// </summary>
    public const int StripMargin = 32;

    private const int MostAddressesOfHost = 8;
    private const int MostStrips = 12;
    private const int LeastStrips = 3;
    private const int LeastPanelWidth = 21;
    private const int MostPanelWidth = 34;

    /// <summary>Lines of a host's panel beside its addresses.</summary>
    private const int LinesOfPanel = 4;

    /// <summary>Lines of title, legend, event, and the blanks between the parts.</summary>
    private const int FixedLines = 11;

    private static readonly Color[] Palette =
    [
        Color.DeepSkyBlue1, Color.Orange1, Color.MediumPurple1, Color.SpringGreen2, Color.HotPink,
        Color.Yellow2, Color.Turquoise2, Color.Salmon1,
    ];

    public static IRenderable Draw(BoardPicture picture, int width, int height)
    {
        var colors = picture.Hosts.Select((host, index) =>
            (host.Name, Color: Palette[index % Palette.Length])).ToDictionary(
                it => it.Name, it => it.Color, StringComparer.Ordinal);
        var lines = LinesOfHost(picture);
        var rows = RowsOfHosts(picture, width);
        var room = height - FixedLines - rows.Count * (lines + LinesOfPanel);
        var strips = picture.Strips.Take(Math.Clamp(room, LeastStrips, MostStrips)).ToList();
        return new Rows(
        [
            Title(picture, width),
            Text.Empty,
            .. rows.Select(row => Hosts(row, colors, width, lines)),
            Text.Empty,
            new Markup("[grey]  what a client sees: a mark for each 100 ms, "
                + "coloured by who answered, [red]╳[/] nobody[/]"),
            Strips(strips, colors),
            .. More(picture.Strips.Count - strips.Count),
            Text.Empty,
            Present(picture),
            Text.Empty,
            Past(picture.Past, Math.Max(1, room - strips.Count)),
        ]);
    }

    /// <summary>
    /// Enough for what a host will hold when another is lost, so that panels keep their size.
    /// </summary>
    private static int LinesOfHost(BoardPicture picture)
    {
        var others = Math.Max(1, picture.Hosts.Count - 1);
        var share = (picture.Strips.Count + others - 1) / others;
        return Math.Min(MostAddressesOfHost,
            Math.Max(share, picture.Hosts.Max(host => host.Addresses.Count)));
    }

    private static List<BoardHost[]> RowsOfHosts(BoardPicture picture, int width)
    {
        var fitting = Math.Max(1, (width - 2) / LeastPanelWidth);
        return [.. picture.Hosts.Chunk(Math.Min(fitting, picture.Hosts.Count))];
    }

    private static Grid Title(BoardPicture picture, int width)
    {
        var grid = new Grid { Width = width - 1, Expand = true };
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().RightAligned().NoWrap());
        grid.AddRow(
            new Markup($"  [bold]Wackamole[/]  {Markup.Escape(picture.Subject)}"),
            new Markup(string.Create(CultureInfo.InvariantCulture,
                $"[grey]{picture.Elapsed:mm\\:ss}[/]")));
        return grid;
    }

    private static Grid Hosts(
        BoardHost[] row, Dictionary<string, Color> colors, int width, int lines)
    {
        var panelWidth = Math.Min(MostPanelWidth, (width - 2) / row.Length);
        var grid = new Grid();
        foreach (var _ in row)
        {
            grid.AddColumn(new GridColumn().PadLeft(1).PadRight(0).Width(panelWidth - 1));
        }

        return grid.AddRow([.. row.Select(host => Host(host, colors, lines))]);
    }

    private static Panel Host(BoardHost host, Dictionary<string, Color> colors, int lines)
    {
        var color = colors[host.Name];
        var text = new List<string>
        {
            host.Condition is null ? "[green]●[/] in the cluster"
                : $"{(host.Broken ? "[red]✗[/]" : "[yellow]○[/]")} " +
                    $"[bold]{Markup.Escape(host.Condition)}[/]",
            string.Empty,
        };
        text.AddRange(host.Addresses.Take(lines).Select(address =>
            $"[{color.ToMarkup()}]{Markup.Escape(address)}[/]{News(host, address, colors)}"));
        if (host.Addresses.Count > lines)
        {
            text[^1] = string.Create(CultureInfo.InvariantCulture,
                $"[grey]… and {host.Addresses.Count - lines + 1} more[/]");
        }

        text.AddRange(Enumerable.Repeat(string.Empty, lines + 2 - text.Count));
        return new Panel(new Markup(string.Join('\n', text)))
        {
            Header = new PanelHeader(
                $"[bold {color.ToMarkup()}]\u00a0{Markup.Escape(host.Name)}\u00a0[/]"),
            Border = BoxBorder.Rounded,
            BorderStyle = new Style(
                host.Broken && host.Condition is not null ? Color.Grey37 : color),
            Expand = true,
        };
    }

    private static string News(BoardHost host, string address, Dictionary<string, Color> colors) =>
        host.News.TryGetValue(address, out var from) && colors.TryGetValue(from, out var color)
            ? $" [grey]←[/] [{color.ToMarkup()}]{Markup.Escape(from)}[/]"
            : string.Empty;

    private static Grid Strips(List<BoardStrip> strips, Dictionary<string, Color> colors)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().PadLeft(2).PadRight(2).NoWrap());
        grid.AddColumn(new GridColumn().PadLeft(0).PadRight(2).NoWrap());
        grid.AddColumn(new GridColumn().PadLeft(0).PadRight(0).NoWrap());
        foreach (var strip in strips)
        {
            grid.AddRow(
                new Text(strip.Address),
                new Markup(string.Concat(strip.Hosts.Select(host => Part(host, colors)))),
                Holder(strip.Hosts.Count == 0 ? null : strip.Hosts[^1], colors));
        }

        return grid;
    }

    private static string Part(string? host, Dictionary<string, Color> colors) =>
        host is { Length: 0 } ? "[grey]·[/]"
            : host is not null && colors.TryGetValue(host, out var color)
                ? $"[{color.ToMarkup()}]━[/]"
                : "[red]╳[/]";

    private static Markup Holder(string? host, Dictionary<string, Color> colors) =>
        host is not null && colors.TryGetValue(host, out var color)
            ? new Markup($"[{color.ToMarkup()}]{Markup.Escape(host)}[/]")
            : host is { Length: 0 } ? new Markup("[grey]not yet[/]") : new Markup("[red]silent[/]");

    private static IEnumerable<IRenderable> More(int count) => count <= 0 ? [] :
    [
        new Markup(string.Create(CultureInfo.InvariantCulture,
            $"[grey]  … and {count} more addresses[/]")),
    ];

    private static Grid Present(BoardPicture picture)
    {
        var step = picture.Present;
        var (title, meaning) = step is not null ? ($"{step.Title}.", step.Meaning)
            : picture.Ready ? ("All is well.", "Every address is answered by exactly one host.")
            : ("The cluster starts.", "The hosts find each other, see that nobody else has the "
                + "addresses, and share them.");
        var grid = new Grid();
        grid.AddColumn(new GridColumn().PadLeft(2).PadRight(1).NoWrap());
        grid.AddColumn(new GridColumn().PadLeft(0));
        grid.AddRow(
            new Markup(step is null && picture.Ready ? "[green]▸[/]" : "[yellow]▸[/]"),
            new Markup($"[bold]{Markup.Escape(title)}[/]\n{Markup.Escape(meaning)}"));
        return grid;
    }

    private static Grid Past(IReadOnlyList<Interruption> past, int lines)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().PadLeft(2).PadRight(1).NoWrap());
        grid.AddColumn(new GridColumn().PadLeft(0));
        foreach (var seen in past.TakeLast(lines))
        {
            grid.AddRow(
                new Markup(seen.DuplicateRounds == 0 ? "[green]✓[/]" : "[red]![/]"),
                new Markup($"[grey]{Markup.Escape(seen.Event)}:[/] {Cost(seen)}"));
        }

        return grid;
    }

    private static string Cost(Interruption seen) => seen.MovedGapMs is { } gap
        ? string.Create(CultureInfo.InvariantCulture,
            $"{seen.Moved} moved, silent for [bold]{InterruptionText.Ms(gap)}[/]")
        : "nothing moved";
}
