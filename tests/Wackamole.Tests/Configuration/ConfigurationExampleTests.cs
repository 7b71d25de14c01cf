using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Wackamole.Core.Configuration;
using Xunit;

namespace Wackamole.Tests.Configuration;

/// <summary>What is shown to users is true.</summary>
public sealed partial class ConfigurationExampleTests
{
    [Fact]
    public void Example_file_passes_its_own_check_without_a_word()
    {
        var path = Root("packaging/example/wackamole.conf");
        var result = ConfigurationReader.Read(
            (ReadOnlySpan<byte>)File.ReadAllBytes(path), "wackamole.conf");
        Assert.Empty(result.Diagnostics);
        Assert.NotNull(result.File);
    }

    [Fact]
    public void Example_in_the_documentation_is_accepted()
    {
        var documentation = File.ReadAllText(Root("docs/CONFIGURATION.md"));
        var examples = Example().Matches(documentation).Select(one => one.Groups[1].Value).ToList();
        Assert.NotEmpty(examples);
        foreach (var example in examples)
        {
            // An example shows one thing; what it leaves out is given here, before it.
            const string Rest = "Authentication = none VIFs { eth0:10.0.0.90/24 } ";
            var group = example.Contains("Group", StringComparison.Ordinal) ? "" : "Group = g ";
            var result = ConfigurationReader.Read(group + Rest + example, "CONFIGURATION.md");
            Assert.True(result.File is not null, string.Join("\n", result.Diagnostics));
        }
    }

    [Fact]
    public void Configurations_of_the_README_are_accepted_as_they_stand()
    {
        var examples = Indented().Matches(File.ReadAllText(Root("README.md")))
            .Select(one => one.Value).ToList();
        Assert.Equal(2, examples.Count);
        foreach (var example in examples)
        {
            var result = ConfigurationReader.Read(example, "README.md");
            Assert.Empty(result.Diagnostics);
            Assert.NotNull(result.File);
        }
    }

    [Fact]
    public void Documentation_names_every_directive_with_its_default()
    {
        var documentation = File.ReadAllText(Root("docs/CONFIGURATION.md"));
        var printed = ConfigurationPrinter.Print(Reading.Completed("Run /bin/true On Up"));
        var names = Directive().Matches(printed).Select(one => one.Groups[1].Value)
            .Where(name => name is not "set")
            .Concat(["VIFs", "VIPs", "RunDynamic", "ModuleDir", "PerlUse", "PerlUseLib"]);
        Assert.All(names.Distinct(StringComparer.Ordinal), name =>
            Assert.Contains($"`{name}`", documentation, StringComparison.Ordinal));
    }

    private static string Root(string path, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../..", path);

    [GeneratedRegex("```wackamole\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^ {4,}Group\b.*\n(?:(?: {4,}.*)?\n)*", RegexOptions.Multiline)]
    private static partial Regex Indented();

    [GeneratedRegex(@"^(?:# )?\s*([A-Z][A-Za-z-]+)(?: = | \{| is not set|\s+None)",
        RegexOptions.Multiline)]
    private static partial Regex Directive();
}
