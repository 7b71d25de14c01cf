using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class RouterGroup : EndToEndCase
{
    public override string Name => "the addresses of a virtual router on two networks move as one";

    public override void Run(Stage stage)
    {
        var router = new VirtualInterface([
            ClusterPlan.On(0, AddressPlan.Virtual(1)),
            ClusterPlan.On(1, AddressPlan.Virtual(1, segment: 1)),
        ]);
        var cluster = stage.Start(new ClusterPlan { Segments = 2, VirtualInterfaces = [router] });
        var holder = stage.HolderOf(router);
        var seen = cluster.Observe("the inner cable is pulled", () =>
        {
            // Heartbeats go over the outer network: only the interface's carrier tells.
            holder.Cables[1].Pull();
            stage.Await("another router", () => cluster.HostsWith(router.Head) is [var name]
                && name != holder.Name);
            cluster.WaitUntilSettled();
        });
        stage.RequireFailOver(seen, moved: 1);
        var inner = cluster.HostsWith(router.Addresses[1].Address);
        Stage.Require(inner.SequenceEqual(cluster.HostsWith(router.Head), StringComparer.Ordinal),
            $"the inner address is on {string.Join(", ", inner)}");
    }
}
