using Wackamole.Core.Control;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class MoveAndUnpin : EndToEndCase
{
    public override string Name =>
        "an address goes where wackatrl moves it, and stays until unpinned";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(ClusterPlan.Unbalanced);
        var moved = cluster.Plan.VirtualInterfaces[0];
        var name = moved.ToString();
        var from = stage.HolderOf(moved);
        var to = cluster.Hosts.First(host => host != from);
        var seen = cluster.Observe("move", () =>
        {
            var answer = from.Wackatrl("move", name, to.Name);
            Stage.Require(answer.Status == 0, $"wackatrl move failed: {answer.Text}");
            cluster.WaitUntilSettled();
        });
        Stage.RequireSmoothMove(seen, moved: 1);
        Stage.Require(stage.HolderOf(moved) == to, $"{name} is not on {to.Name}");
        stage.Await("every host to call it pinned", () => cluster.Hosts.All(
            host => Row(host, name)?.PinnedTo == to.Name));

        Stage.Require(to.Wackatrl("unpin", name).Status == 0, "wackatrl unpin failed");
        stage.Await("every host to call it free", () => cluster.Hosts.All(
            host => Row(host, name) is { PinnedTo: null }));
        cluster.WaitUntilSettled();
    }

    private static VirtualInterfaceStatus? Row(LabHost host, string name) => host.Status()?
        .VirtualInterfaces.Single(it => string.Equals(it.Name, name, StringComparison.Ordinal));
}
