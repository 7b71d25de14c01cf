using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class StrangerClaims : EndToEndCase
{
    public override string Name =>
        "a foreign machine that takes an address is reported with its MAC, and counted";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        var stranger = new Stranger(cluster.Run, cluster.Network);
        var claimed = cluster.Plan.VirtualInterfaces[0];
        var holder = stage.HolderOf(claimed);
        stranger.Claim(claimed.Head);
        stage.Await("the holder to report the foreign machine", () =>
            holder.Log.Contains(stranger.Station.ToString(), StringComparison.OrdinalIgnoreCase));
        stage.Await("the holder to count its claims", () =>
            holder.Status()?.Counters.GetValueOrDefault("claims.foreign") > 0);
        stranger.Release(claimed.Head);
        cluster.WaitUntilSettled();
        cluster.WaitUntilAllAnswer();
    }
}
