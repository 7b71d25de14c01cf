using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledBehindFence : EndToEndCase
{
    public override string Name =>
        "after kill -9 of all two hosts never answer for one address, though nobody cleans up";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        stage.RequireFence();
        cluster.WaitUntilEven();
        var killed = cluster.Hosts[2];
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        var seen = cluster.Observe("kill -9", () =>
        {
            killed.KillWithSentinel();
            Stage.Require(killed.Addresses().Overlaps(heads),
                "a daemon killed at once left no address behind: this case tests nothing");
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }
}
