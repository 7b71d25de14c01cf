using System.Globalization;
using System.Text.RegularExpressions;

namespace Wackamole.Lab.Network;

/// <summary>
/// Finds runs by their directories: those that live, and those whose process died.
/// </summary>
internal static partial class StaleRuns
{
    private const string NamespaceDirectory = "/run/netns";

    /// <summary>Removes what was left by runs whose process is gone, and by nobody else.</summary>
    public static void Sweep()
    {
        foreach (var run in RecordedRun.All())
        {
            if (!run.Alive)
            {
                Janitor.Remove(run.Prefix, run.RunDirectory);
            }
        }

        // Namespaces whose directory somebody has deleted already.
        var prefixes = Directory.Exists(NamespaceDirectory)
            ? Directory.EnumerateFiles(NamespaceDirectory)
                .Select(path => NamespaceName().Match(Path.GetFileName(path)))
                .Where(match => match.Success)
                .Where(match => OwnerIdentity.Of(int.Parse(
                    match.Groups["pid"].Value, CultureInfo.InvariantCulture)) is null)
                .Select(match => match.Groups["prefix"].Value)
                .Distinct(StringComparer.Ordinal).ToList()
            : [];
        foreach (var prefix in prefixes)
        {
            Janitor.Remove(prefix, Path.Combine(Path.GetTempPath(), $"wackalab-{prefix}-gone"));
        }
    }

    [GeneratedRegex(@"^(?<prefix>wl(?<pid>\d+)x\d+)-")]
    private static partial Regex NamespaceName();
}
