using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class TwoHostsAndWitness : EndToEndCase
{
    public override string Name =>
        "of two hosts and a witness either host may be lost; without the witness, none goes on";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(MajorityPlan.Of(3, [1, 2, 3], witness: 3));
        var (lost, left, witness) = (cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        Stage.Require(!witness.Addresses().Overlaps(heads), "the witness holds an address");
        var moved = lost.Addresses().Count(heads.Contains);
        Stage.Require(moved > 0, "the host that is to be lost holds nothing");
        var seen = cluster.Observe("a host is cut off", () =>
        {
            cluster.CutOff(lost);
            cluster.WaitUntilSettled(left, witness);
        });
        stage.RequireFailOver(seen, moved);
        cluster.CutOff(witness);
        stage.Await("the host alone to let go of everything", () =>
            !left.Addresses().Overlaps(heads) && left.Status() is { State: "no-majority" });
    }
}
