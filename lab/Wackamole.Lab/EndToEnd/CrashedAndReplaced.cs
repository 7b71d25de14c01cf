using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

/// <summary>As where the daemon finds a contradiction in itself: it aborts.</summary>
internal sealed class CrashedAndReplaced : EndToEndCase
{
    public override string Name =>
        "a daemon that crashes (SIGABRT) is replaced as fast as one that is killed";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var crashed = cluster.Hosts[2];
        var seen = cluster.Observe("SIGABRT of the daemon alone", () =>
        {
            crashed.Abort();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        stage.RequireReplaced(seen, moved: 2);
    }
}
