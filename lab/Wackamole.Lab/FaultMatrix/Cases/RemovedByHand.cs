namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class RemovedByHand : FaultCase
{
    public override string Name => "address removed by hand";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var plan = stage.Cluster.Plan.VirtualInterfaces;
        var removed = plan[stage.Random.Next(plan.Length)];
        var holder = stage.HolderOf(removed);
        yield return new Phase("removed, put back", Expectation.Smooth, () =>
        {
            holder.RemoveAddressByHand(removed.Addresses[0]);
            stage.Await("the address to be back", () => holder.Addresses().Contains(removed.Head));
        });
    }
}
