using System.Diagnostics;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledLabLeavesNothing : EndToEndCase
{
    private const string NamespaceDirectory = "/run/netns";

    public override string Name => "a lab that is killed leaves nothing on the machine";

    public override void Run(Stage stage)
    {
        var start = Tool.Prepare([.. SelfProgram.CommandLine, "up", "--hosts", "2"]);
        start.RedirectStandardOutput = true;
        using var lab = Tool.Start(start);
        stage.Await("the lab's namespaces", () => Namespaces(lab).Length > 0);
        lab.Kill();
        lab.WaitForExit();
        stage.Await("everything to be gone", () => Leftovers(lab).Count == 0);
    }

    private static string[] Namespaces(Process lab) =>
        Directory.GetFiles(NamespaceDirectory, $"wl{lab.Id}x*");

    private static List<string> Leftovers(Process lab) =>
    [
        .. Namespaces(lab),
        .. RecordedRun.All().Where(run => run.ProcessId == lab.Id).Select(run => run.RunDirectory),
    ];
}
