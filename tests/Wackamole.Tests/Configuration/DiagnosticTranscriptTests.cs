using System.Runtime.CompilerServices;
using System.Text;
using Wackamole.Core.Configuration;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>
/// Transcripts: cases of configurations with the whole text of their diagnostics. They are
/// rewritten on purpose only, by UPDATE_TRANSCRIPTS=1, and then read before they are kept.
/// A case begins with «==== name»; «==== + name» has the base behind it, which makes any
/// configuration complete; «----» stands between input and diagnostics; «→» stands for a tab and
/// «␁» for the character 1.
/// </summary>
public sealed class DiagnosticTranscriptTests
{
    private const string Base = """

        Group = wack1
        KeyFile = /etc/wackamole.key
        Peers { 10.9.9.1 10.9.9.2 }
        VIFs { eth0:10.9.9.100/24 }
        """;

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder(), "*.txt").Select(path => Path.GetFileName(path)).Order()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_transcript_tells_what_the_reader_says(string name)
    {
        var path = Path.Combine(Folder(), name);
        var before = File.ReadAllText(path);
        var after = string.Join("\n", Cases(before).Select(Run));
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
        {
            File.WriteAllText(path, after);
        }

        Assert.Equal(after, before);
    }

    [Fact]
    public void Every_kind_of_diagnostic_stands_in_a_transcript_or_is_tested_by_name()
    {
        var shown = Directory.GetFiles(Folder(), "*.txt").Select(File.ReadAllText)
            .SelectMany(Cases).SelectMany(one => ResultOf(one).Diagnostics)
            .Select(one => one.Kind).ToHashSet();
        DiagnosticKind[] elsewhere =
        [
            DiagnosticKind.FileTooLarge, DiagnosticKind.TooManyFaults,
            DiagnosticKind.GroupNameTooLong, DiagnosticKind.TooManyAddresses,
            DiagnosticKind.TooManyVirtualInterfaces, DiagnosticKind.TooManyNotifyTargets,
            DiagnosticKind.TooManyPeers, DiagnosticKind.TooManyHooks,
            DiagnosticKind.InterfaceUnknownHere, DiagnosticKind.AddressOutsideEveryPrefix,
            DiagnosticKind.OnlyAddress,
        ];
        Assert.Equal(
            elsewhere, Enum.GetValues<DiagnosticKind>().Where(one => !shown.Contains(one)));
    }

    /// <summary>What does not belong somewhere is said with what is due there.</summary>
    [Fact]
    public void Every_error_says_what_to_do()
    {
        var without = Directory.GetFiles(Folder(), "*.txt").Select(File.ReadAllText)
            .SelectMany(Cases).SelectMany(one => ResultOf(one).Diagnostics)
            .Where(one => one.Severity == DiagnosticSeverity.Error && one.Remedy is null
                && one.Kind != DiagnosticKind.UnexpectedToken)
            .Select(one => $"{one.Kind}: {one.Message}").Distinct().Order();
        Assert.Empty(without);
    }

    private static IEnumerable<(string Title, string Input)> Cases(string transcript) =>
        transcript.Split("==== ", StringSplitOptions.RemoveEmptyEntries).Select(one =>
        {
            var end = one.IndexOf('\n');
            var split = one.IndexOf("----\n", StringComparison.Ordinal);
            return (one[..end], split < 0 ? one[(end + 1)..] : one[(end + 1)..split]);
        });

    private static string Run((string Title, string Input) one)
    {
        var input = one.Input.TrimEnd('\n');
        var result = ResultOf(one);
        var output = new StringBuilder($"==== {one.Title}\n{input}\n----\n");
        foreach (var diagnostic in result.Diagnostics)
        {
            output.Append(Shown(diagnostic.ToString())).Append('\n');
        }

        return output.Append(result.File is null ? "refused\n" : "accepted\n").ToString();
    }

    private static ConfigurationResult ResultOf((string Title, string Input) one)
    {
        var input = one.Input.TrimEnd('\n');
        var text = Real(one.Title.StartsWith('+') ? input + Base : input);
        return ConfigurationReader.Read(text, "wackamole.conf");
    }

    private static string Real(string text) => text.Replace('→', '\t').Replace('␁', '\u0001');

    private static string Shown(string text) => text.Replace('\t', '→');

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "Transcripts");
}
