using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class StoppedIsNotDead : EndToEndCase
{
    public override string Name =>
        "a stopped daemon is not called dead; killed while stopped it is, and at once";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var stopped = cluster.Hosts[2];
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        stopped.Stop();
        cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        Stage.Require(stopped.Addresses().Overlaps(heads),
            "the sentinel has cleared up after a daemon that still lives");
        var quiet = cluster.Observe("kill -9 of the stopped one", () =>
        {
            stopped.Kill();
            stage.Await("the sentinel to clear up", () =>
                !stopped.Addresses().Overlaps(heads) && stopped.SentinelsLeft == 0);
        });
        Stage.RequireUnnoticed(quiet);
    }
}
