using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class CablePulled : EndToEndCase
{
    public override string Name => "the others take over when a cable is pulled, and share again";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var lost = cluster.Hosts[0];
        var pulled = cluster.Observe("cable pulled", () =>
        {
            lost.Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        });
        stage.RequireFailOver(pulled, moved: 2);
        stage.Await("the host without a network to hold nothing", () =>
            !lost.Addresses().Overlaps(cluster.Plan.VirtualInterfaces.Select(it => it.Head)));

        var plugged = cluster.Observe("cable plugged in", () =>
        {
            lost.Cable.PlugIn();
            cluster.WaitUntilSettled();
            cluster.WaitUntilEven();
        });
        Stage.RequireSmoothMove(plugged, moved: 2);
    }
}
