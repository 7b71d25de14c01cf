using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

internal sealed class CoordinatorAborts : EndToEndCase
{
    public override string Name =>
        "a coordinator that crashes by a fault of its own is replaced within milliseconds";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var crashing = cluster.Hosts[0];
        var seen = cluster.Observe("SIGABRT, as after a broken invariant", () =>
        {
            crashing.Signal(Native.SIGABRT);
            crashing.WaitForEnd();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        });
        Stage.RequireSmoothMove(seen, moved: 2);
    }
}
