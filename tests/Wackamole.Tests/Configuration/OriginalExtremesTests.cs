using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>Values at the edge that the original took: its files are accepted.</summary>
public sealed class OriginalExtremesTests
{
    [Theory]
    [InlineData("Balance { Interval = 99999999s }")]
    [InlineData("Balance { Interval = 10000h }")]
    [InlineData("Notify { 10.0.0.0/24 throttle 2000000 }")]
    [InlineData("Balance { AcquisitionsPerRound = 4294967296 }")]
    public void Too_large_value_is_the_most_with_a_warning(string line)
    {
        var result = Read(line);
        Assert.NotNull(result.File);
        Assert.Contains(result.Diagnostics, one => one.Severity == DiagnosticSeverity.Warning
            && one.Message.EndsWith(" is used", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_long_interval_is_the_longest() => Assert.Equal(
        Limits.LongestConfiguredTime, Read("Balance { Interval = 10000h }").File?.BalanceInterval);

    [Theory]
    [InlineData("fd00::1/64")]
    [InlineData("A::b/12")]
    public void What_looks_like_IPv6_is_a_word_where_a_word_is_due(string name) => Assert.Equal(
        name, ConfigurationReader.Read($"Group = {name}\nAuthentication = none", "f").File?.Group);

    [Fact]
    public void Spread_daemon_that_is_not_named_is_the_default_and_is_shown()
    {
        var file = Read("Engine = spread").File;
        Assert.NotNull(file);
        var text = ConfigurationPrinter.Print(file);
        Assert.DoesNotContain("# Spread is not set", text, StringComparison.Ordinal);
        Assert.Equal(file, ConfigurationReader.Read(text, "again").File);
    }

    private static ConfigurationResult Read(string line) =>
        ConfigurationReader.Read($"Group = g\nAuthentication = none\n{line}", "f");
}
