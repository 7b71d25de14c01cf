using Wackatrl;
using Wackatrl.Rendering;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Rendering;

public sealed class TerminalRendererTests
{
    [Fact]
    public void Colours_are_used_where_the_terminal_has_them()
    {
        var text = Render(width: 80, colours: true);
        Assert.Contains("\e[32mheld\e[0m", text, StringComparison.Ordinal);
        Assert.Contains("\e[1;91muncovered\e[0m", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_control_sequence_is_written_without_colours() =>
        Assert.DoesNotContain('\e', Render(width: 80, colours: false));

    [Fact]
    public void Everything_fits_80_columns_and_addresses_stay_in_one_piece()
    {
        var text = Render(width: 80, colours: false);
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.Contains("fd00:1234:5678:9abc:def0:1234:5678:9abc", text, StringComparison.Ordinal);
        Assert.Contains("uncovered", text, StringComparison.Ordinal);
        Assert.Contains("needs attention:", text, StringComparison.Ordinal);
    }

    private static string Render(int width, bool colours) => TerminalRenderer.Render(
        ReportBuilder.Build(SampleStatus.Troubled), new Surroundings
        {
            Output = TextWriter.Null,
            Error = TextWriter.Null,
            IsTerminal = true,
            HasColours = colours,
            Size = () => (width, 24),
        });
}
