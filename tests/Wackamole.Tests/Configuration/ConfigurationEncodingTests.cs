using System.Text;
using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class ConfigurationEncodingTests
{
    private const string Rest = "\nGroup = g Authentication = none VIFs { eth0:10.0.0.1/24 }";

    [Fact]
    public void Comment_in_an_older_encoding_does_no_harm()
    {
        var result = ReadLatin1("# Größe\n" + Rest);
        Assert.NotNull(result.File);
        var said = Assert.Single(result.Diagnostics, one => one.Kind == DiagnosticKind.NotText);
        Assert.Equal((DiagnosticSeverity.Note, 1, 5), (said.Severity, said.Line, said.Column));
    }

    [Fact]
    public void Value_in_an_older_encoding_is_refused_where_it_stands()
    {
        var result = ReadLatin1("\nControl = /run/büro" + Rest);
        var said = Assert.Single(result.Diagnostics, one => one.Kind == DiagnosticKind.NotText);
        Assert.Equal((DiagnosticSeverity.Error, 2, 17), (said.Severity, said.Line, said.Column));
    }

    [Theory]
    [InlineData("Control = /run/a\0b")]
    [InlineData("Control = \"/run/a\u001bb\"")]
    [InlineData("Control = /run/a\ud800b")]
    [InlineData("Control = /run/a\u007fb")]
    public void Character_that_is_no_text_is_refused(string text) => Assert.Contains(
        DiagnosticKind.NotText, Read(text + Rest).Diagnostics.Select(one => one.Kind));

    [Fact]
    public void Byte_order_mark_is_passed_over_and_moves_no_column()
    {
        var result = Read("\ufeffFoo = 1" + Rest);
        Assert.Equal((1, 1), (result.Diagnostics[0].Line, result.Diagnostics[0].Column));
    }

    [Fact]
    public void Text_of_any_script_is_taken() =>
        Assert.Equal("群集💡", Read("Group = 群集💡 Authentication = none").File!.Group);

    private static ConfigurationResult ReadLatin1(string text) => ConfigurationReader.Read(
        (ReadOnlySpan<byte>)Encoding.Latin1.GetBytes(text), "wackamole.conf");
}
