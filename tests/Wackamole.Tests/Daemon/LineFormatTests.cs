using System.Text;
using Microsoft.Extensions.Logging;
using Wackamole.Logging;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class LineFormatTests
{
    private static readonly DateTime At = new(2025, 11, 21, 22, 49, 1, 7, DateTimeKind.Local);

    [Theory]
    [InlineData(LogLevel.Critical, "<3>text\n")]
    [InlineData(LogLevel.Error, "<3>text\n")]
    [InlineData(LogLevel.Warning, "<4>text\n")]
    [InlineData(LogLevel.Information, "<6>text\n")]
    [InlineData(LogLevel.Debug, "<7>text\n")]
    public void Line_for_the_journal_begins_with_its_priority_and_has_no_time(
        LogLevel level, string expected)
    {
        Assert.Equal(expected, Text(LineFormat.For("8:12345", debug: false), level, "text"));
    }

    [Theory]
    [InlineData(null, false, "2025-11-21 22:49:01.007 info    text\n")]
    [InlineData("", false, "2025-11-21 22:49:01.007 info    text\n")]
    [InlineData("8:12345", true, "<6>2025-11-21 22:49:01.007 info    text\n")]
    public void Line_elsewhere_and_with_debug_has_its_time(
        string? journalStream, bool debug, string expected)
    {
        var format = LineFormat.For(journalStream, debug);
        Assert.Equal(expected, Text(format, LogLevel.Information, "text"));
    }

    [Fact]
    public void What_administrators_look_for_keeps_its_blanks()
    {
        var line = Text(
            LineFormat.For(null, false), LogLevel.Information, "  UP: eth0:10.0.0.1/24");
        Assert.Contains("  UP: eth0:10.0.0.1/24", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_with_line_breaks_and_control_characters_stays_one_line()
    {
        var line = Text(new LineFormat(true, false), LogLevel.Error, "a\r\n<3>b\u001b[31mc\n");
        Assert.Equal("<3>a | <3>b?[31mc\n", line);
    }

    private static string Text(LineFormat format, LogLevel level, string text)
    {
        var line = new StringBuilder();
        format.Append(line, new LogLine(At, level, text));
        return line.ToString();
    }
}
