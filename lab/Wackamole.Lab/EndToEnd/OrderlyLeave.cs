using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class OrderlyLeave : EndToEndCase
{
    public override string Name => "SIGTERM hands everything over and leaves no address behind";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var leaver = cluster.Hosts[2];
        var status = -1;
        var left = cluster.Observe("leave", () =>
        {
            status = leaver.Terminate();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        Stage.RequireSmoothMove(left, moved: 2);
        Stage.Require(status == 0, $"the daemon ended with status {status}");
        Stage.Require(
            !leaver.Addresses().Overlaps(cluster.Plan.VirtualInterfaces.Select(it => it.Head)),
            $"the host that left still has addresses: {string.Join(", ", leaver.Addresses())}");
    }
}
