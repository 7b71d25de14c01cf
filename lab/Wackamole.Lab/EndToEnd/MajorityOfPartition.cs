using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class MajorityOfPartition : EndToEndCase
{
    public override string Name =>
        "with a majority asked for, the smaller side of a partition lets go and none is doubled";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(MajorityPlan.Of(3, [1, 2, 3]));
        LabHost[] alone = [cluster.Hosts[0]];
        LabHost[] others = [cluster.Hosts[1], cluster.Hosts[2]];
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        Stage.Require(alone[0].Addresses().Overlaps(heads),
            "the host that is to be alone holds nothing: this case tests nothing");
        var seen = cluster.Observe("partition", () =>
        {
            Partition.Split(alone, others);
            cluster.WaitUntilSettled(others);
            stage.Await("the host alone to hold nothing and to say why",
                () => !alone[0].Addresses().Overlaps(heads)
                    && alone[0].Status() is { State: "no-majority", Quorum.Quorate: false });
        });
        Stage.RequireNoDuplicates(seen);
        var healed = cluster.Observe("heal", () =>
        {
            Partition.Heal(cluster);
            cluster.WaitUntilSettled();
            cluster.WaitUntilAllAnswer();
        });
        Stage.RequireUnnoticed(healed);
    }
}
