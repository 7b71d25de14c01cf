using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class DuplicateNodeName : EndToEndCase
{
    public override string Name => "a second host of one name is told so and disturbs nobody";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        _ = cluster.Observer;
        LabHost[] first = [cluster.Hosts[0], cluster.Hosts[1]];
        var second = cluster.Hosts[2];
        second.Plan = second.Plan with { Node = first[0].Plan.Node };
        foreach (var host in first)
        {
            host.Start();
        }

        cluster.WaitUntilEven(first);
        var seen = cluster.Observe("a second host of that name", () =>
        {
            second.Start();
            stage.Await("the newcomer to say that the name is taken", () =>
                second.Log.Contains(first[0].Plan.Node, StringComparison.Ordinal)
                && second.Log.Contains("name", StringComparison.Ordinal)
                && (second.Log.Contains("another machine", StringComparison.Ordinal)
                    || second.Log.Contains("another host is called", StringComparison.Ordinal)));
            cluster.WaitUntilSettled(first);
        });
        Stage.RequireUnnoticed(seen);
    }
}
