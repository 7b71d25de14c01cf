using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KilledAndCleanedUp : EndToEndCase
{
    public override string Name =>
        "after kill -9 of all the service manager's clean-up lets the others serve";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();
        var killed = cluster.Hosts[2];
        var seen = cluster.Observe("kill -9 and clean-up", () =>
        {
            killed.KillWithSentinel();
            killed.CleanUp();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });

        // How long both answer depends on how soon the clean-up runs, which is not ours.
        stage.RequireTakenOver(seen, moved: 2);
    }
}
