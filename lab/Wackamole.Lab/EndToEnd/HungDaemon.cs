using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class HungDaemon : EndToEndCase
{
    public override string Name => "a daemon that hung gives up its addresses before it goes on";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var hung = cluster.Hosts[0];
        hung.Stop();
        cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        hung.Continue();
        cluster.WaitUntilSettled();
        var quiet = cluster.Observe("afterwards", cluster.WaitUntilAllAnswer);
        Stage.RequireUnnoticed(quiet);
    }
}
