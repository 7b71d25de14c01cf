using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class DifferentKeys : EndToEndCase
{
    public override string Name =>
        "a host with another key is refused, says why, and takes nothing";

    public override string? NotOn(LabEngine engine) => engine.IsInside ? null
        : "keys are Mesh's: another engine seals, or does not, by its own settings";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        _ = cluster.Observer;
        LabHost[] agreed = [cluster.Hosts[0], cluster.Hosts[1]];
        var foreign = cluster.Hosts[2];
        foreign.Plan = foreign.Plan with { KeyFile = cluster.MakeKey("other.key") };
        foreach (var host in agreed)
        {
            host.Start();
        }

        cluster.WaitUntilEven(agreed);
        var seen = cluster.Observe("a host with another key", () =>
        {
            foreign.Start();
            foreign.WaitUntilReady();
            stage.Await("both sides to say that the keys differ", () =>
                SaysKey(foreign) && SaysKey(agreed[0]));
            cluster.WaitUntilSettled(agreed);
        });
        Stage.RequireUnnoticed(seen);
    }

    private static bool SaysKey(LabHost host) =>
        host.Log.Contains(" key", StringComparison.OrdinalIgnoreCase);
}
