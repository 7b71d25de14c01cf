using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class ObserverSeesDoubles : EndToEndCase
{
    public override string Name =>
        "the observer sees an address that two hosts have, IPv4 and IPv6";

    public override void Run(Stage stage)
    {
        VirtualInterface[] both =
        [
            new([ClusterPlan.On(0, AddressPlan.Virtual(1))]),
            new([ClusterPlan.On(0, AddressPlan.VirtualV6(1))]),
        ];
        var cluster = stage.Build(new ClusterPlan
        {
            Hosts = 2,
            Sealed = false,
            VirtualInterfaces = [.. both],
        });
        foreach (var virtualInterface in both)
        {
            cluster.Hosts[0].AddAddressByHand(virtualInterface.Addresses[0]);
        }

        cluster.WaitUntilAllAnswer();
        var quiet = cluster.Observe("one holder", cluster.WaitUntilAllAnswer);
        Stage.RequireUnnoticed(quiet);
        foreach (var virtualInterface in both)
        {
            var doubled = cluster.Observe("two holders", () =>
            {
                cluster.Hosts[1].AddAddressByHand(virtualInterface.Addresses[0]);
                cluster.WaitUntilAllAnswer();
                cluster.Hosts[1].RemoveAddressByHand(virtualInterface.Addresses[0]);
            });
            Stage.Require(doubled.DuplicateRounds > 0,
                $"{virtualInterface} was on two hosts, and nobody noticed");
        }
    }
}
