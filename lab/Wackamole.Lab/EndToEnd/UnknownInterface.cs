using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class UnknownInterface : EndToEndCase
{
    private const string Missing = "eth9";

    public override string Name => "an interface that does not exist is named, and others serve";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan
        {
            Change = (number, plan) => number != 1 ? plan : plan with
            {
                VirtualInterfaces = [.. plan.VirtualInterfaces.Select(OnMissing)],
            },
        });
        cluster.Start();
        cluster.WaitUntilAllAnswer();
        var host = cluster.Hosts[0];
        Stage.Require(host.Log.Contains(Missing, StringComparison.Ordinal),
            $"the log does not name {Missing}");
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head);
        Stage.Require(!host.Addresses().Overlaps(heads),
            "the host holds an address on an interface that it does not have");
    }

    private static VirtualInterface OnMissing(VirtualInterface virtualInterface) =>
        new([virtualInterface.Addresses[0] with { Interface = Missing }]);
}
