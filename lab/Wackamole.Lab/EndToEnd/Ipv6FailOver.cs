using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class Ipv6FailOver : EndToEndCase
{
    public override string Name => "IPv6 addresses fail over as IPv4 addresses do";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan
        {
            VirtualInterfaces = [.. Enumerable.Range(1, 6).Select(number => new VirtualInterface(
                [ClusterPlan.On(0, AddressPlan.VirtualV6(number), AddressPlan.PrefixLengthV6)]))],
        });
        var seen = cluster.Observe("cable pulled", () =>
        {
            cluster.Hosts[2].Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }
}
