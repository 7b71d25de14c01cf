using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class LogDiskFull : EndToEndCase
{
    public override string Name => "a full disk under the log changes nothing for the addresses";

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        foreach (var host in cluster.Hosts)
        {
            SmallDisk.ForLog(host);
        }

        cluster.Start();
        cluster.WaitUntilAllAnswer();
        foreach (var host in cluster.Hosts)
        {
            SmallDisk.Fill(host);
        }

        var seen = cluster.Observe("cable pulled", () =>
        {
            cluster.Hosts[0].Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }
}
