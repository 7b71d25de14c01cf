using System.Xml.Linq;

namespace Wackamole.Tests.Tidy.Rules;

internal sealed class ProjectsReferToWhatTheyMay : Rule
{
    private const string Core = "Wackamole.Core", Daemon = "Wackamole", Command = "Wackatrl",
        SpreadClient = "Spread.Client";

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Core] = [],
        [SpreadClient] = [],
        [Daemon] = [Core, SpreadClient],
        [Command] = [Core],
        ["Wackamole.Lab"] = [Core, Daemon],
        ["Wackamole.Benchmarks"] = [Core, Daemon],
        ["Wackamole.Tests"] = [Core, Daemon, Command, "Wackamole.Lab", SpreadClient],
    };

    public override string Why =>
        "the core refers to nothing but the base class library, and so does the Spread client; the "
        + "programs refer to the core; versions stand in Directory.Packages.props, each exact";

    public override Planted[] Examples =>
    [
        Bad("src/Wackamole.Core/Wackamole.Core.csproj", "<PackageReference Include=\"A\" />"),
        Bad("src/Wackamole/Wackamole.csproj", Reference("../Wackatrl/Wackatrl.csproj")),
        Bad("src/Wackamole/Wackamole.csproj", "<PackageReference Include=\"A\" Version=\"1.0\" />"),
        Bad("src/Other/Other.csproj", string.Empty),
        Bad("Directory.Packages.props", "<PackageVersion Include=\"A\" Version=\"1.*\" />"),
        Good("src/Wackamole/Wackamole.csproj", Reference("../Core/Wackamole.Core.csproj")),
        Good("src/Wackamole/Wackamole.csproj", "<PackageReference Include=\"A\" />"),
        Good("Directory.Packages.props", "<PackageVersion Include=\"A\" Version=\"1.2.3\" />"),
    ];

    public override IEnumerable<Violation> Check(RepositoryTree tree) => tree.Files
        .Where(file => file.Extension is ".csproj" or ".props")
        .SelectMany(file => Faults(file, XDocument.Parse(file.Text))
            .Select(fault => new Violation(file.Path, 0, fault)));

    private static IEnumerable<string> Faults(TextFile file, XDocument project)
    {
        var name = Path.GetFileNameWithoutExtension(file.Name);
        if (file.Extension is ".csproj" && !Allowed.ContainsKey(name))
        {
            yield return $"say in {nameof(ProjectsReferToWhatTheyMay)} what {name} may refer to";
        }

        foreach (var other in Includes(project, "ProjectReference").Select(ProjectName))
        {
            if (Allowed.TryGetValue(name, out var may)
                && !may.Contains(other, StringComparer.Ordinal))
            {
                yield return $"{name} refers to {other}";
            }
        }

        foreach (var package in project.Descendants("PackageReference"))
        {
            if (name is Core or SpreadClient || package.Attribute("Version") is not null)
            {
                yield return $"a package of its own, or its own version: {package}";
            }
        }

        foreach (var package in project.Descendants("PackageVersion"))
        {
            if (!Version.TryParse(package.Attribute("Version")?.Value, out _))
            {
                yield return $"not an exact version: {package}";
            }
        }
    }

    private static IEnumerable<string> Includes(XDocument project, string element) =>
        project.Descendants(element)
            .Select(item => item.Attribute("Include")?.Value ?? string.Empty);

    private static string ProjectName(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));

    private static Planted Bad(string path, string items) => Planted.Bad(path, Project(items));

    private static Planted Good(string path, string items) => Planted.Good(path, Project(items));

    private static string Project(string items) =>
        $"<Project><ItemGroup>{items}</ItemGroup></Project>";

    private static string Reference(string path) => $"<ProjectReference Include=\"{path}\" />";
}
