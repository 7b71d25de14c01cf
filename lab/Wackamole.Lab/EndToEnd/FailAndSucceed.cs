using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class FailAndSucceed : EndToEndCase
{
    public override string Name =>
        "wackatrl -f lets a host fail, -s brings it back, twice is harmless";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var host = cluster.Hosts[2];
        var failed = cluster.Observe("-f", () =>
        {
            Stage.Require(host.Wackatrl("-f").Status == 0, "wackatrl -f failed");
            cluster.WaitUntilSettled(cluster.Hosts[0], cluster.Hosts[1]);
        });
        Stage.RequireSmoothMove(failed, moved: 2);
        Stage.Require(host.Wackatrl("-s").Status == 0, "wackatrl -s failed");
        cluster.WaitUntilSettled();
        var listed = host.Wackatrl("-l");
        Stage.Require(listed.Output.Contains("Owner:", StringComparison.Ordinal),
            $"wackatrl -l lists no owners: {listed.Text}");

        var view = host.Status()!.View;
        Stage.Require(host.Wackatrl("-s").Status == 0, "the second wackatrl -s failed");
        Stage.Require(host.Status()!.View == view,
            "-s on a healthy host caused a change of the view");
    }
}
