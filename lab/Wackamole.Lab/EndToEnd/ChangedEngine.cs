using System.Globalization;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.EndToEnd;

/// <summary>
/// As ENGINES.md says: the new engine's daemons are started beside the old engine, every file is
/// changed, all daemons end, and all start again.
/// </summary>
internal sealed class ChangedEngine : EndToEndCase
{
    public override string Name => "a cluster goes from Mesh to another engine, never doubled";

    public override string? NotOn(LabEngine engine) =>
        engine.IsInside ? "this is the engine that it goes from" : null;

    public override void Run(Stage stage)
    {
        var cluster = stage.Build(new ClusterPlan());
        Change(cluster, LabEngines.Mesh);
        cluster.Start();
        cluster.WaitUntilAllAnswer();
        Stage.Require(cluster.Hosts.All(host => host.Status()?.Engine == LabEngines.Mesh.Name),
            "the cluster does not begin on Mesh");

        Change(cluster, stage.Engine);
        cluster.StartEngines();
        var seen = cluster.Observe("another engine", () =>
        {
            foreach (var host in cluster.Hosts)
            {
                host.Signal(Native.SIGTERM);
            }

            foreach (var host in cluster.Hosts)
            {
                host.WaitForEnd();
                host.Start();
            }

            cluster.WaitUntilSettled();
        });
        Stage.RequireNoDuplicates(seen);
        stage.RequireGapsWithin(seen, EngineTime.Joined);
        Stage.Require(cluster.Hosts.All(host => host.Status()?.Engine == stage.Engine.Name),
            $"the cluster is not on {stage.Engine}");
        stage.Remark = string.Create(CultureInfo.InvariantCulture,
            $"no answer for {Math.Max(seen.MovedGapMs ?? 0, seen.UnmovedGapMs ?? 0):0} ms");
    }

    private static void Change(LabCluster cluster, LabEngine engine)
    {
        foreach (var host in cluster.Hosts)
        {
            host.Plan = host.Plan with { Engine = engine, Timing = engine.Timing };
        }
    }
}
