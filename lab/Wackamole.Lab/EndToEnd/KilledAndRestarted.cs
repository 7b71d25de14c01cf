using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledAndRestarted : EndToEndCase
{
    public override string Name =>
        "after kill -9 of all the next start removes what was left behind";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var killed = cluster.Hosts[0];
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        killed.KillWithSentinel();
        Stage.Require(killed.Addresses().Overlaps(heads),
            "a daemon killed at once left no address behind: this case tests nothing");
        cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        killed.Start();
        killed.WaitUntilReady();
        cluster.WaitUntilSettled();
        var quiet = cluster.Observe("afterwards", cluster.WaitUntilAllAnswer);
        Stage.RequireUnnoticed(quiet);
    }
}
