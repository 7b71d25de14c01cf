using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledAndReplaced : EndToEndCase
{
    public override string Name =>
        "after kill -9 of a daemon its sentinel clears up; over Mesh others serve in milliseconds";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var killed = cluster.Hosts[2];
        var seen = cluster.Observe("kill -9 of the daemon alone", () =>
        {
            killed.Kill();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        stage.RequireReplaced(seen, moved: 2);
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        stage.Await("the sentinel to end", () => killed.SentinelsLeft == 0);
        Stage.Require(!killed.Addresses().Overlaps(heads),
            $"the sentinel has left an address on {killed.Name}");
        Stage.Require(!killed.HasFencePins, $"the sentinel has left a fence on {killed.Name}");
    }
}
