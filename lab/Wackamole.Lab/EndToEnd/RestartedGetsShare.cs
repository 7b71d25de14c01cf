using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class RestartedGetsShare : EndToEndCase
{
    public override string Name => "a host that starts anew gets its share without a gap";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var restarted = cluster.Hosts[2];
        restarted.Terminate();
        cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        var seen = cluster.Observe("started again", () =>
        {
            restarted.Start();
            restarted.WaitUntilReady();
            cluster.WaitUntilEven();
        });
        Stage.RequireSmoothMove(seen, moved: 2);
    }
}
