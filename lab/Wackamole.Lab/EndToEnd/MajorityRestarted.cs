using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class MajorityRestarted : EndToEndCase
{
    public override string Name =>
        "after all have stopped, two of three voters serve again and one alone does not";

    public override string? NotOn(LabEngine engine) => engine.CountsVotes
        ? "votequorum counts the engine's own daemons, and no voters are named" : null;

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(MajorityPlan.Of(3, [1, 2, 3]));
        var heads = cluster.Plan.VirtualInterfaces.Select(it => it.Head).ToHashSet();
        foreach (var host in cluster.Hosts)
        {
            host.Terminate();
        }

        var first = cluster.Hosts[2];
        first.Start();
        stage.Await("one alone to say that it has no majority",
            () => first.Status() is { State: "no-majority", Quorum.Generation: 1 });
        Stage.Require(!first.Addresses().Overlaps(heads), "one of three holds an address");
        cluster.Hosts[0].Start();
        cluster.WaitUntilSettled(cluster.Hosts[0], first);
    }
}
