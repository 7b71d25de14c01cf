using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>Reads configurations for tests.</summary>
internal static class Reading
{
    /// <summary>Makes any configuration complete; it stands behind what a test is about.</summary>
    private const string Rest = """

        Group = rest
        KeyFile = /etc/wackamole.key
        Peers { 10.9.9.1 10.9.9.2 }
        VIFs { eth0:10.9.9.100/24 }
        """;

    public static ConfigurationResult Read(string text) =>
        ConfigurationReader.Read(text, "wackamole.conf");

    /// <summary>What a text says that needs no more.</summary>
    public static ConfigurationFile Accepted(string text)
    {
        var result = Read(text);
        Assert.DoesNotContain(
            result.Diagnostics, one => one.Severity == DiagnosticSeverity.Error);
        Assert.NotNull(result.File);
        return result.File;
    }

    /// <summary>What a text says that is made complete.</summary>
    public static ConfigurationFile Completed(string text) =>
        Accepted(text + Rest);

    /// <summary>What is said about a text that is made complete.</summary>
    public static IEnumerable<DiagnosticKind> KindsOfCompleted(string text) =>
        Read(text + Rest).Diagnostics.Select(one => one.Kind);

    public static IpAddress Ip(string text) =>
        IpAddress.TryParse(text, out var address) ? address : throw new FormatException(text);

    public static AddressBlock Block(string address, int length) => new(Ip(address), length);

    public static InterfaceAddress On(
        string name, string address, int length, int neighbourhood = 24) =>
        new(name, Ip(address), length, neighbourhood);
}
