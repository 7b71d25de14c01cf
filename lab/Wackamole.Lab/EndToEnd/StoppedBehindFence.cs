using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class StoppedBehindFence : EndToEndCase
{
    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(5);

    public override string Name =>
        "a daemon stopped for 5 s never answers beside the new holder, nor when it goes on";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(ClusterPlan.Unbalanced);
        stage.RequireFence();
        var stopped = cluster.Hosts[0];
        var held = cluster.Plan.VirtualInterfaces.Count(
            it => cluster.HostsWith(it.Head).Contains(stopped.Name));
        Stage.Require(held > 0, $"{stopped.Name} holds nothing: this case tests nothing");
        var seen = cluster.Observe("SIGSTOP for 5 s, SIGCONT", () =>
        {
            var goesOn = LabClock.Now + StoppedFor;
            stopped.Stop();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
            Wait.Until("the five seconds to be over", StoppedFor + Stage.Bound,
                () => LabClock.Now >= goesOn, stage.Cancelled);
            stopped.Continue();
            cluster.WaitUntilSettled();
        });
        stage.RequireFailOver(seen, moved: held, EngineTime.Stopped);
    }
}
