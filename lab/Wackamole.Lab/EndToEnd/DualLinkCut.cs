using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class DualLinkCut : EndToEndCase
{
    public override string Name => "with two links the loss of one goes unnoticed";

    public override string? NotOn(LabEngine engine) => engine.IsInside ? null
        : "links are Mesh's: another engine knows its own networks";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan { Segments = 2, DualLink = true });
        var view = cluster.Hosts[0].Status()!.View;
        var seen = cluster.Observe("second link cut", () =>
        {
            cluster.Hosts[1].Cables[1].Pull();
            stage.Await("the link to be called silent", () => SilentLinks(cluster.Hosts[0]) == 1);
        });
        Stage.RequireUnnoticed(seen);
        var now = cluster.Hosts[0].Status()!;
        Stage.Require(now.View == view, $"the view changed from {view} to {now.View}");
        cluster.WaitUntilSettled();
    }

    private static int? SilentLinks(LabHost host) =>
        host.Status()?.Members.Where(member => member.State == "member")
            .SelectMany(member => member.Links).Count(link => !link.Heard);
}
