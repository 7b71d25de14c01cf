using System.Text.RegularExpressions;

namespace Wackamole.Tests.Tidy.Rules;

/// <summary>
/// The map in docs/ARCHITECTURE.md: a table whose rows begin with a folder or a file in
/// backticks. It names folders, so that two changes do not meet in it; `make map` adds the files.
/// </summary>
internal sealed partial class MapIsTrue : Rule
{
    private const string MapFile = "docs/ARCHITECTURE.md";

    private const string Map = "## Map\n| `src/A/` | a |\n| `src/A/B/` | b |\n";

    public override string Why => "a newcomer finds any behaviour by the map in ARCHITECTURE.md: "
        + "each folder with sources stands in it with its purpose, and each entry exists";

    public override Planted[] Examples =>
    [
        Tree(1, Map + "| `src/C/` | c |\n", "src/A/a.cs", "src/A/B/b.cs"),
        Tree(1, Map, "src/A/a.cs", "src/A/B/b.cs", "src/C/c.cs"),
        Tree(1, Map + "| `Makefile` | d |\n", "src/A/a.cs", "src/A/B/b.cs"),
        Tree(1, "## Map\n| `src/A/` | |\n", "src/A/a.cs"),
        Tree(1, Map, "src/A/a.cs", "src/A/B/b.cs", "tests/T/C/c.cs"),
        Tree(0, Map, "src/A/a.cs", "src/A/B/b.cs"),
        Tree(0, Map, "src/A/a.cs", "src/A/B/b.cs", "tests/T/B/b.cs"),
        Tree(0, Map + "| `Makefile` | d |\n", "src/A/a.cs", "src/A/B/b.cs", "Makefile"),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree)
    {
        if (tree.Find(MapFile) is not { } file)
        {
            return [new Violation(MapFile, 0, "there is no map")];
        }

        var rows = file.Lines.Select(line => Row().Match(line)).Where(row => row.Success).ToList();
        var entries = rows.Select(row => row.Groups["entry"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var gone = entries.Where(entry => !Exists(tree, entry))
            .Select(entry => $"`{entry}` does not exist");
        var empty = rows.Where(row => row.Groups["purpose"].Value.Trim().Length == 0)
            .Select(row => $"{row.Groups["entry"].Value} has no purpose");
        var unknown = tree.Sources.Select(source => source.Folder)
            .Distinct(StringComparer.Ordinal)
            .Where(folder => !entries.Contains(folder + "/") && !Mirrors(tree, folder))
            .Select(folder => $"the folder `{folder}/` is not in the map");
        return gone.Concat(empty).Concat(unknown).Select(fault => new Violation(MapFile, 0, fault));
    }

    /// <summary>Tests stand in a folder of the same name as what they test.</summary>
    private static bool Mirrors(RepositoryTree tree, string folder) =>
        folder.Split('/') is ["tests", _, .. { Length: > 0 } inner]
        && tree.Sources.Any(source => source.IsUnder("src")
            && source.Folder.EndsWith('/' + string.Join('/', inner), StringComparison.Ordinal));

    private static bool Exists(RepositoryTree tree, string entry) =>
        entry.EndsWith('/') ? tree.HasFolder(entry[..^1]) : tree.Find(entry) is not null;

    private static Planted Tree(int violations, string map, params string[] sources) => new(
        violations,
        [new TextFile(MapFile, map), .. sources.Select(path => TextFile.Of(path, string.Empty))]);

    [GeneratedRegex(@"^\| `(?<entry>[^`]+)` \|(?<purpose>[^|]*)\|")]
    private static partial Regex Row();
}
