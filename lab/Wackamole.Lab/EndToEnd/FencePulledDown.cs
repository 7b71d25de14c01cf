using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class FencePulledDown : EndToEndCase
{
    public override string Name =>
        "a host whose fence is pulled down gives its addresses away and puts it up again";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        stage.RequireFence();
        cluster.WaitUntilEven();
        var host = cluster.Hosts[1];
        var seen = cluster.Observe("fence pulled down", () =>
        {
            host.Run("sh", "-c", "rm -r /sys/fs/bpf/wackamole-*/*/*");
            stage.Await("the host to notice", () => host.Log.Contains(
                "The fence is not whole any more", StringComparison.Ordinal));
            stage.Await("the fence to stand again", () =>
                host.Status() is { Fence: "kernel" });
            cluster.WaitUntilEven();
        });
        Stage.RequireNoDuplicates(seen);
    }
}
