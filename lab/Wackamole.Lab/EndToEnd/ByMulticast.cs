using System.Collections.Immutable;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class ByMulticast : EndToEndCase
{
    public override string Name => "hosts that list no peers find each other by multicast";

    public override string? NotOn(LabEngine engine) => engine.IsInside ? null
        : "«Multicast» is Mesh's: another engine finds its hosts by its own settings";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan
        {
            Change = (_, plan) => plan with
            {
                Peers = ImmutableArray<ImmutableArray<Core.Values.IpAddress>>.Empty,
                Extra = "Multicast = 239.77.0.1\nLinks { eth0 }",
            },
        });
        var seen = cluster.Observe("cable pulled", () =>
        {
            cluster.Hosts[1].Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[2]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }
}
