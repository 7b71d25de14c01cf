using System.CommandLine;
using Wackamole.Lab.Commands;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class BenchCommandTests
{
    [Theory]
    [InlineData("--only laeve")]
    [InlineData("--only leave --only laeve")]
    public void Figure_that_there_is_none_of_is_refused_with_those_that_there_are(string arguments)
    {
        var parsed = BenchCommand.Create().Parse(arguments);
        var error = Assert.Single(parsed.Errors).Message;
        Assert.Contains("«laeve»", error, StringComparison.Ordinal);
        Assert.Contains("orderly leave (SIGTERM); ", error, StringComparison.Ordinal);
        Assert.Contains("move by wackatrl", error, StringComparison.Ordinal);
        using var shown = new StringWriter();
        Assert.Equal(1, parsed.Invoke(
            new InvocationConfiguration { Output = shown, Error = shown }));
        Assert.Contains("«laeve»", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Figure_is_looked_for_among_those_of_the_engine()
    {
        Assert.Empty(BenchCommand.Create().Parse("--only KILLED").Errors);
        Assert.Contains("«KILLED»", Assert.Single(BenchCommand.Create().Parse(
            "--only KILLED --engine spread").Errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("--only leave --only move")]
    public void Figures_that_there_are_need_no_exact_name(string arguments) =>
        Assert.Empty(BenchCommand.Create().Parse(arguments).Errors);

    [Fact]
    public void Engine_that_there_is_none_of_is_refused_once() => Assert.Contains("«totem»",
        Assert.Single(BenchCommand.Create().Parse("--only leave --engine totem").Errors).Message,
        StringComparison.Ordinal);
}
