using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.EndToEnd;

internal sealed class KeysRotated : EndToEndCase
{
    public override string Name =>
        "a cluster gets another key while it serves, host by host and in three steps, unnoticed";

    public override string? NotOn(LabEngine engine) => engine.IsInside ? null
        : "keys are Mesh's: another engine seals, or does not, by its own settings";

    public override void Run(Stage stage)
    {
        var cluster = stage.Start(new ClusterPlan());
        cluster.WaitUntilEven();

        // All hosts of a lab read one file: it is copied as soon as it is written.
        var keyFile = cluster.Hosts[0].Plan.KeyFile!;
        var before = File.ReadAllText(keyFile);
        var seen = cluster.Observe("the key changed", () =>
        {
            foreach (var step in (string[])["add", "switch", "drop"])
            {
                var rotated = cluster.Hosts[0].Wackatrl("keygen", "--rotate", step, keyFile);
                Stage.Require(rotated.Status == 0, $"keygen --rotate {step}: {rotated.Text}");
                foreach (var host in cluster.Hosts)
                {
                    RestartInOrder(stage, host);
                }
            }
        });
        Stage.RequireSmooth(seen);
        var after = File.ReadAllText(keyFile);
        Stage.Require(KeysIn(after).Count == 1 && !KeysIn(before).Overlaps(KeysIn(after)),
            "the old key is still in the file");
    }

    private static void RestartInOrder(Stage stage, LabHost host)
    {
        Stage.Require(host.Wackatrl("drain").Status == 0, "wackatrl drain failed");
        stage.Cluster.WaitUntil(other => other == host ? 0 : null);
        Stage.Require(host.Terminate() == 0, $"the daemon on {host.Name} did not end in order");
        host.Start();
        stage.Cluster.WaitUntilEven();
    }

    private static HashSet<string> KeysIn(string text) =>
        [.. text.Split('\n').Where(line => line.Length > 0 && line[0] != '#')];
}
