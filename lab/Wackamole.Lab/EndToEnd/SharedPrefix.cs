using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class SharedPrefix : EndToEndCase
{
    public override string Name => "addresses of one /24 leave a host without taking others along";

    public override void Run(Stage stage)
    {
        // With its /24 the first address is the primary one, and the kernel would remove the
        // others of the prefix together with it.
        var cluster = stage.Start(ClusterPlan.Unbalanced with
        {
            Hosts = 2,
            VirtualInterfaces = ClusterPlan.Single(count: 6, prefixLength: 24),
        });
        foreach (var virtualInterface in cluster.Plan.VirtualInterfaces)
        {
            var from = stage.HolderOf(virtualInterface);
            var to = cluster.Hosts.Single(host => host != from);
            var seen = cluster.Observe("move", () =>
            {
                var answer = from.Wackatrl("move", virtualInterface.ToString(), to.Name);
                Stage.Require(answer.Status == 0, $"wackatrl move failed: {answer.Text}");
                stage.Await("the move", () => cluster.HostsWith(virtualInterface.Head)
                    is [var name] && name == to.Name);
                cluster.WaitUntilSettled();
            });
            Stage.RequireSmoothMove(seen, moved: 1);
        }
    }
}
