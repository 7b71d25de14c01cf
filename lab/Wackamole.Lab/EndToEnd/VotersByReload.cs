using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

internal sealed class VotersByReload : EndToEndCase
{
    public override string Name =>
        "voters are changed host by host by SIGHUP, unnoticed, and the new ones decide";

    public override string? NotOn(LabEngine engine) => engine.CountsVotes
        ? "votequorum counts the engine's own daemons, and no voters are named" : null;

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(MajorityPlan.Of(4, [1, 2, 3]));
        var seen = cluster.Observe("voters changed", () =>
        {
            foreach (var host in cluster.Hosts)
            {
                host.Plan = host.Plan with { Extra = MajorityPlan.Lines([1, 2, 4]) };
                host.WriteConfiguration();
                host.Signal(Native.SIGHUP);
            }

            stage.Await("the second list to be in force everywhere", () => cluster.Hosts.All(
                host => host.Status()?.Quorum is
                { Generation: 2, Quorate: true, Next.IsEmpty: true }));
        });
        Stage.RequireUnnoticed(seen);

        // By the first list 1 and 3 would be a majority; by the second 2 and 4 are one.
        cluster.CutOff(cluster.Hosts[0]);
        cluster.CutOff(cluster.Hosts[2]);
        cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[3]);
    }
}
