using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class RemovedByHand : EndToEndCase
{
    public override string Name => "an address that somebody removes by hand is put back at once";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var victim = cluster.Plan.VirtualInterfaces[0];
        var holder = stage.HolderOf(victim);
        var seen = cluster.Observe("removed by hand", () =>
        {
            holder.RemoveAddressByHand(victim.Addresses[0]);
            stage.Await("the address to be back", () => holder.Addresses().Contains(victim.Head));
        });
        Stage.RequireUnnoticed(seen);
        Stage.Require(stage.HolderOf(victim) == holder, "the address went to another host");
        stage.Await("the log to say so", () =>
            holder.Log.Contains(victim.ToString(), StringComparison.Ordinal));
    }
}
