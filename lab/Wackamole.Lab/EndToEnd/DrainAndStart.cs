using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class DrainAndStart : EndToEndCase
{
    public override string Name => "a drained host holds nothing until it is started again";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var drained = cluster.Hosts[1];
        var away = cluster.Observe("drain", () =>
        {
            var answer = drained.Wackatrl("drain");
            Stage.Require(answer.Status == 0, $"wackatrl drain failed: {answer.Text}");
            stage.Await("the drained host to hold nothing", () => Held(drained) == 0);
            cluster.WaitUntilSettled();
        });
        Stage.RequireSmoothMove(away, moved: 2);

        var back = cluster.Observe("start", () =>
        {
            var answer = drained.Wackatrl("start");
            Stage.Require(answer.Status == 0, $"wackatrl start failed: {answer.Text}");
            stage.Await("the started host to hold its share", () => Held(drained) == 2);
            cluster.WaitUntilSettled();
        });
        Stage.RequireSmoothMove(back, moved: 2);
    }

    private static int? Held(LabHost host) =>
        host.Status()?.Members.Single(member => member.State == "self").Held;
}
