using System.Diagnostics;
using System.Globalization;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledLabLeavesNothing : EndToEndCase
{
    private const string NamespaceDirectory = "/run/netns";
    private const int Hosts = 2;

    public override string Name => "a lab that is killed leaves nothing on the machine";

    public override void Run(Stage stage)
    {
        var start = Tool.Prepare([.. SelfProgram.CommandLine, "up",
            "--hosts", Hosts.ToString(CultureInfo.InvariantCulture),
            "--engine", stage.Engine.Name]);
        start.RedirectStandardOutput = true;
        using var lab = Tool.Start(start);
        var expected = Hosts * (stage.Engine.Program is null ? 1 : 2);
        stage.Await("what the lab's hosts run", () => Running(lab).Count >= expected);
        lab.Kill();
        lab.WaitForExit();
        stage.Await("everything to be gone", () => Leftovers(lab).Count == 0);
    }

    private static string PrefixOf(Process lab) =>
        string.Create(CultureInfo.InvariantCulture, $"wl{lab.Id}x");

    private static List<string> Leftovers(Process lab) =>
    [
        .. Directory.GetFiles(NamespaceDirectory, $"{PrefixOf(lab)}*"),
        .. RecordedRun.All().Where(run => run.ProcessId == lab.Id).Select(run => run.RunDirectory),
        .. Running(lab),
    ];

    /// <summary>Processes of its hosts, by the mark that each was started with.</summary>
    private static List<string> Running(Process lab)
    {
        var mark = $"{LabHost.ProcessMark}={LabRun.DirectoryOf(PrefixOf(lab))}";
        return [.. Directory.GetDirectories("/proc").Where(process =>
            int.TryParse(Path.GetFileName(process), out _)
            && EnvironmentOf(process).Contains(mark, StringComparison.Ordinal))];
    }

    private static string EnvironmentOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "environ"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or is another user's.
            return string.Empty;
        }
    }
}
