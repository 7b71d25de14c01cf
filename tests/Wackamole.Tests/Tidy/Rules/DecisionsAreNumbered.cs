using System.Globalization;
using System.Text.RegularExpressions;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class DecisionsAreNumbered : Rule
{
    private const string Folder = "docs/decisions";

    private const string Body =
        "## Context\na\n## Decision\nb\n## What it costs\nc\n";

    public override string Why => "a decision is cited by its number, and says why, what, and what "
        + "it costs: NNNN-words.md, «# NNNN. Title», Context, Decision, What it costs";

    public override Planted[] Examples =>
    [
        Planted.Bad(Folder + "/first.md", "# 0001. A\n" + Body),
        Planted.Bad(Folder + "/0002-a.md", "# 0002. A\n" + Body),
        Planted.Bad(Folder + "/0001-a.md", "# 1. A\n" + Body),
        Planted.Bad(Folder + "/0001-a.md", "# 0001. A\n## Context\n## Decision\n"),
        Planted.Bad(
            (Folder + "/0001-a.md", "# 0001. A\n" + Body),
            (Folder + "/0001-b.md", "# 0001. B\n" + Body)),
        Planted.Good(
            (Folder + "/0001-a.md", "# 0001. A\n" + Body),
            (Folder + "/0002-b.md", "# 0002. B\n" + Body)),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var expected = 1;
        foreach (var file in tree.Files.Where(file => file.IsUnder(Folder)))
        {
            if (Fault(file, expected) is { } fault)
            {
                yield return new Violation(file.Path, 0, fault);
            }

            expected++;
        }
    }

    private static string? Fault(TextFile file, int expected)
    {
        var number = expected.ToString("0000", CultureInfo.InvariantCulture);
        if (!FileName().IsMatch(file.Name)
            || !file.Name.StartsWith(number, StringComparison.Ordinal))
        {
            return $"its name does not begin with {number}-";
        }

        if (!file.Lines[0].StartsWith($"# {number}. ", StringComparison.Ordinal))
        {
            return $"its first line is not «# {number}. Title»";
        }

        string[] sections = ["## Context", "## Decision", "## What it costs"];
        var missing = Array.Find(
            sections, section => !file.Lines.Contains(section, StringComparer.Ordinal));
        return missing is null ? null : $"«{missing}» is missing";
    }

    [GeneratedRegex(@"^\d{4}-[a-z0-9-]+\.md$")]
    private static partial Regex FileName();
}
