using System.Text.RegularExpressions;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed partial class LinksLeadSomewhere : Rule
{
    public override string Why => "a link in the documentation leads to a file that is there";

    public override Planted[] Examples =>
    [
        Planted.Bad("docs/A.md", "see [b](B.md)"),
        Planted.Bad("README.md", "![a](docs/a.svg)"),
        Planted.Good(("docs/A.md", "see [b](../B.md#part)"), ("B.md", string.Empty)),
        Planted.Good(
            ("A.md", "see [docs](docs/), [b](https://b.example/)"), ("docs/B.md", "[a](#a)")),
        Planted.Good("A.md", "`[a](b)`"),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree) =>
        from file in tree.Files
        where file.Extension is ".md"
        from link in Link().Matches(Code().Replace(file.Text, string.Empty))
        let target = link.Groups["target"].Value
        where !target.Contains(':') && !Exists(tree, file.Folder, target)
        select new Violation(file.Path, 0, $"the link to {target} leads nowhere");

    private static bool Exists(RepositoryTree tree, string folder, string target)
    {
        var path = Path.GetRelativePath("/", Path.Combine("/", folder, target)).TrimEnd('/');
        return path is "." || tree.Find(path) is not null || tree.HasFolder(path);
    }

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}
