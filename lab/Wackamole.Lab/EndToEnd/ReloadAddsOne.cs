using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

internal sealed class ReloadAddsOne : EndToEndCase
{
    public override string Name => "SIGHUP adds a virtual interface and touches no other";

    public override void Run(Stage stage)
    {
        var plan = new ClusterPlan();
        var more = ClusterPlan.Single(ClusterPlan.DefaultAddresses + 1);
        var cluster = stage.Start(plan);
        var added = more[^1];
        var seen = cluster.Observe("reload", () =>
        {
            foreach (var host in cluster.Hosts)
            {
                host.Plan = host.Plan with { VirtualInterfaces = more };
                host.WriteConfiguration();
                host.Signal(Native.SIGHUP);
            }

            stage.Await("the new address to be on one host",
                () => cluster.HostsWith(added.Head).Count == 1);
            cluster.WaitUntilSettled();
        });
        Stage.RequireUnnoticed(seen);
        stage.Await("every host to know seven", () => cluster.Hosts.All(
            host => host.Status()?.VirtualInterfaces.Length == more.Length));
    }
}
