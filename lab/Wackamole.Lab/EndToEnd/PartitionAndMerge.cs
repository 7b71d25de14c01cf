using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class PartitionAndMerge : EndToEndCase
{
    public override string Name =>
        "both sides of a partition serve, and one host alone once it heals";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        LabHost[] alone = [cluster.Hosts[0]];
        LabHost[] others = [cluster.Hosts[1], cluster.Hosts[2]];
        Partition.Split(alone, others);
        cluster.WaitUntilSettled(others);
        cluster.WaitUntilSettled(alone);
        Partition.Heal(cluster);
        cluster.WaitUntilSettled();
        var quiet = cluster.Observe("afterwards", cluster.WaitUntilAllAnswer);
        Stage.RequireUnnoticed(quiet);
    }
}
