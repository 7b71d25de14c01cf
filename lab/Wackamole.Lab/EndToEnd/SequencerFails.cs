using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// The host through which the messages go, or by which the engine forms its memberships, fails
/// while another host gives away what it has.
/// </summary>
internal sealed class SequencerFails(HostFailure failure) : EndToEndCase
{
    public override string Name =>
        $"{failure.What} of the host that orders the messages, while another leaves: nothing is " +
        "doubled";

    public override string? NotOn(LabEngine engine) => failure.NotOn(engine);

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        stage.RequireFence();
        cluster.WaitUntilEven();
        var sequencer = stage.Sequencer();
        var others = cluster.Hosts.Where(host => host != sequencer).ToList();
        var healed = cluster.Observe($"{failure.What} and its end", () =>
        {
            var failed = cluster.Observe(failure.What, () =>
            {
                others[1].Signal(Native.SIGTERM);
                failure.Fall(sequencer);
                cluster.WaitUntilSettled(others[0]);
            });
            stage.RequireTakenOver(failed, moved: 4, EngineTime.TakeOver + failure.Within);
            Stage.RequireHealthyKept(failed);
            stage.Remark = Stage.GapsOf(failed);
            others[1].WaitForEnd();
            failure.Heal(sequencer);
            others[1].Start();
            cluster.WaitUntilEven();
        });
        Stage.RequireNoDuplicates(healed);
    }
}
