using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class NoKey : EndToEndCase
{
    public override string Name => "without a key the daemon refuses to start and says what to do";

    public override string? NotOn(LabEngine engine) => engine.IsInside ? null
        : "keys are Mesh's: another engine seals, or does not, by its own settings";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan { Hosts = 1, Sealed = false });
        var host = cluster.Hosts[0];
        host.Plan = host.Plan with { SpeaksOfKeys = false };
        RequireRefusal(host);
        host.Plan = host.Plan with
        {
            SpeaksOfKeys = true,
            KeyFile = Path.Combine(host.Files.Root, "nowhere.key"),
        };
        RequireRefusal(host);
    }

    private static void RequireRefusal(LabHost host)
    {
        File.Delete(host.LogPath);
        host.Start();
        var status = host.WaitForEnd();
        Stage.Require(status != 0, "the daemon ended as if all were well");
        Stage.Require(host.Log.Contains("keygen", StringComparison.Ordinal),
            $"the message does not say how to make a key: {host.Log}");
    }
}
