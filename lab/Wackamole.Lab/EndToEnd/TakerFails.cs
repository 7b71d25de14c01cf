using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// One host dies, and of the two that are about to take what it held one fails as well.
/// </summary>
internal sealed class TakerFails(HostFailure failure) : EndToEndCase
{
    public override string Name =>
        $"{failure.What} where a host takes from a dead one: the third takes all, nothing is " +
        "doubled";

    public override string? NotOn(LabEngine engine) => failure.NotOn(engine);

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        stage.RequireFence();
        cluster.WaitUntilEven();
        var (left, taker, dead) = (cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        var healed = cluster.Observe($"{failure.What} and its end", () =>
        {
            var failed = cluster.Observe(failure.What, () =>
            {
                dead.KillWithSentinel();
                stage.Await("a view without the dead host", () =>
                    taker.Status() is { } status && status.Members.All(
                        member => member.Name != dead.Name || member.State != "member"));
                failure.Fall(taker);
                cluster.WaitUntilSettled(left);
            });

            // The wait for one host's lease, then at worst the whole wait for the other's.
            stage.RequireTakenOver(failed, moved: 4, EngineTime.TakeOver + failure.Within);
            Stage.RequireHealthyKept(failed);
            stage.Remark = Stage.GapsOf(failed);
            failure.Heal(taker);
            dead.Start();
            cluster.WaitUntilEven();
        });
        Stage.RequireNoDuplicates(healed);
    }
}
