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
            var disk = Path.Combine(host.Files.Root, "disk");
            Directory.CreateDirectory(disk);
            var mounted = host.Run("mount", "-t", "tmpfs", "-o", "size=4k", "full", disk);
            Stage.Require(mounted.Status == 0, $"cannot mount a small disk: {mounted.Text}");
            host.LogPath = Path.Combine(disk, "log");
        }

        cluster.Start();
        cluster.WaitUntilAllAnswer();
        foreach (var host in cluster.Hosts)
        {
            host.Run("sh", "-c", "head -c 100000 /dev/zero >>\"$1\"", "fill", host.LogPath);
        }

        var seen = cluster.Observe("cable pulled", () =>
        {
            cluster.Hosts[0].Cable.Pull();
            cluster.WaitUntilSettled(cluster.Hosts[1], cluster.Hosts[2]);
        });
        stage.RequireFailOver(seen, moved: 2);
    }
}
