using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class SentinelKilledFirst : EndToEndCase
{
    public override string Name => "a sentinel that is killed is replaced, and harms nobody";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var host = cluster.Hosts[1];
        var first = host.SentinelProcessId;
        var quiet = cluster.Observe("kill -9 of the sentinel", () =>
        {
            host.KillSentinel();
            stage.Await("the daemon to notice", () => host.Log.Contains(
                "and another is started", StringComparison.Ordinal));
            stage.Await("another sentinel", () =>
                host.SentinelsLeft == 1 && host.SentinelProcessId != first);
        });
        Stage.RequireUnnoticed(quiet);

        var seen = cluster.Observe("kill -9 of the daemon", () =>
        {
            host.Kill();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[2]);
        });
        stage.RequireReplaced(seen, moved: 2);
    }
}
