using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.EndToEnd;

internal sealed class OrdinaryUser : EndToEndCase
{
    private const string Capabilities = "+net_admin,+net_raw,+sys_nice,+bpf";
    private const string Nobody = "65534";

    public override string Name => "the daemon needs no root, only its capabilities";

    public override void Run(Stage stage)
    {
        if (Privileges.InUserNamespace)
        {
            throw new SkippedException("this user namespace has no second user");
        }

        var cluster = stage.Build(new ClusterPlan());
        var mayFence = true;
        foreach (var host in cluster.Hosts)
        {
            host.Wrapper =
            [
                "setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups",
                "--inh-caps", Capabilities, "--ambient-caps", Capabilities, "--",
            ];
            host.GiveFilesTo(Nobody);
            host.WriteConfiguration();
            mayFence &= host.Run(Programs.Daemon, "-c", host.Files.Configuration, "--prepare",
                "nobody").Status == 0;
        }

        cluster.Start();
        cluster.WaitUntilAllAnswer();
        Stage.Require(!mayFence || cluster.Hosts.All(host => host.Status() is { Fence: "kernel" }),
            $"a daemon is unfenced: {cluster.Hosts[0].Status()?.WhyUnfenced}");
        Stage.Require(cluster.Hosts.All(host => UserOf(host.DaemonProcessId) == Nobody),
            "a daemon runs as another user");
        var seen = cluster.Observe("cable pulled", () =>
        {
            cluster.Hosts[0].Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }

    private static string UserOf(int processId) =>
        File.ReadLines($"/proc/{processId}/status")
            .First(line => line.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];
}
