using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class SwitchPortDies : EndToEndCase
{
    public override string Name => "the others take over when a switch's port dies in silence";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var lost = cluster.Hosts[1];
        var died = cluster.Observe("port died", () =>
        {
            lost.Cable.KillPort();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[2]);
        });
        stage.RequireFailOver(died, moved: 2);
        var revived = cluster.Observe("port revived", () =>
        {
            lost.Cable.RevivePort();
            cluster.WaitUntilSettled();
        });
        Stage.RequireNoDuplicates(revived);
    }
}
