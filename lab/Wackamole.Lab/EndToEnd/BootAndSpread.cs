using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class BootAndSpread : EndToEndCase
{
    public override string Name => "hosts that start together spread the addresses evenly";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        _ = cluster.Observer;
        var begin = LabClock.Now;
        cluster.Start();
        cluster.WaitUntilAllAnswer();
        var seen = Observing.Interruption.From(
            "boot", cluster.Observer.Between(begin, LabClock.Now));
        Stage.RequireNoDuplicates(seen);
        var loads = cluster.Hosts.Select(host => cluster.Plan.VirtualInterfaces.Count(
            it => host.Addresses().Contains(it.Head))).ToList();
        Stage.Require(loads.TrueForAll(load => load == 2),
            $"the hosts hold {string.Join(", ", loads)} addresses");
    }
}
