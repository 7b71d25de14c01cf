using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledDuringViewChange : EndToEndCase
{
    public override string Name =>
        "a daemon killed while another leaves is replaced, and nothing is answered twice";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var (left, leaving, killed) = (cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        var seen = cluster.Observe("SIGTERM of one, kill -9 of another", () =>
        {
            leaving.Signal(Native.SIGTERM);
            killed.Kill();
            leaving.WaitForEnd();
            cluster.WaitUntilSettled(left);
        });

        // Of three hosts one is left, which first has to find out that it is not the one cut off.
        stage.RequireFailOver(seen, moved: 4);
    }
}
