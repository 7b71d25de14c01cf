using Xunit;

namespace Wackamole.Tests.Tidy;

/// <summary>
/// The project's habits, kept by a program. Each rule stands in Rules/, with its reason.
/// </summary>
public sealed class TidyTests
{
    private static readonly Dictionary<string, Rule> Rules = typeof(Rule).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Rule)) && !type.IsAbstract)
        .Select(type => (Rule)Activator.CreateInstance(type)!)
        .ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => new(Rules.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Repository_keeps_the_rule(string name)
    {
        var rule = Rules[name];
        var found = rule.Check(RepositoryTree.Ours).Select(violation => violation.ToString())
            .Order(StringComparer.Ordinal).ToList();
        Assert.True(found.Count == 0, $"{rule.Why}\n{string.Join('\n', found)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_finds_what_is_planted_and_no_more(string name)
    {
        var rule = Rules[name];
        foreach (var planted in rule.Examples)
        {
            var found = rule.Check(new RepositoryTree(planted.Files)).ToList();
            Assert.True(
                found.Count == planted.Violations,
                $"{found.Count} instead of {planted.Violations} in {planted.Files[0].Path}:\n"
                + $"{planted.Files[0].Text}\n{string.Join('\n', found)}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_is_shown_both_kept_and_broken(string name)
    {
        Assert.Contains(Rules[name].Examples, planted => planted.Violations > 0);
        Assert.Contains(Rules[name].Examples, planted => planted.Violations == 0);
    }

    [Fact]
    public void Repository_is_read_with_its_sources()
    {
        Assert.NotNull(RepositoryTree.Ours.Find("src/Wackamole.Core/Node.cs"));
        Assert.NotNull(RepositoryTree.Ours.Find("Makefile"));
    }
}
