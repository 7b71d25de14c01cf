using Spectre.Console;
using Wackamole.Lab.Demo;
using Wackamole.Lab.Observing;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class BoardTests
{
    private const int Width = 100;
    private const int Height = 40;

    [Fact]
    public void Board_shows_hosts_with_their_addresses_and_where_these_came_from()
    {
        var text = Draw(Picture(addresses: 6), Width, Height);
        Assert.Contains("cable pulled", text, StringComparison.Ordinal);
        Assert.Contains("10.77.1.2 ← n2", text, StringComparison.Ordinal);
        Assert.Contains("━╳━", text, StringComparison.Ordinal);
        Assert.Contains("2 moved, silent for 402 ms", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 20, 6)]
    [InlineData(80, 24, 6)]
    [InlineData(100, 40, 1000)]
    [InlineData(200, 60, 1)]
    public void Board_keeps_within_the_columns_of_the_terminal(
        int width, int height, int addresses)
    {
        var lines = Draw(Picture(addresses), width, height).Split('\n');
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
    }

    [Theory]
    [InlineData(80, 24, 6)]
    [InlineData(100, 40, 1000)]
    public void Board_keeps_within_the_lines_of_the_terminal(int width, int height, int addresses)
    {
        var lines = Draw(Picture(addresses), width, height).TrimEnd().Split('\n');
        Assert.True(lines.Length <= height, $"{lines.Length} lines");
    }

    private static BoardPicture Picture(int addresses)
    {
        string[] names = ["n1", "n2", "n3"];
        var all = Enumerable.Range(1, addresses).Select(number => $"10.77.1.{number}").ToList();
        var news = all.Where((_, index) => index % 3 == 1)
            .ToDictionary(address => address, _ => "n2", StringComparer.Ordinal);
        var parts = Enumerable.Repeat("n1", 20).Append(null).Concat(Enumerable.Repeat("n1", 20));
        return new BoardPicture(
            TimeSpan.FromSeconds(7),
            "3 hosts, 6 addresses",
            [.. names.Select((name, place) => new BoardHost(
                name,
                name == "n2" ? "cable pulled" : null,
                true,
                name == "n2" ? [] : [.. all.Where((_, index) => index % 2 == place / 2)],
                news))],
            [.. all.Select(address => new BoardStrip(address, [.. parts]))],
            true,
            null,
            [new Interruption("The cable of n2 is pulled", 2, 402, 1.2, 402, 0, 0, 0, 0)]);
    }

    private static string Draw(BoardPicture picture, int width, int height)
    {
        var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        console.Write(Board.Draw(picture, width, height));
        return output.ToString();
    }
}
