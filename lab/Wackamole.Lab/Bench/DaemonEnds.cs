using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

/// <summary>A daemon ends while its host lives: until others answer for what it held.</summary>
internal abstract class DaemonEnds(LabEngine engine) : Figure(engine)
{
    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            new ClusterPlan { Engine = Engine }, cancelled);
        cluster.Start();
        for (var run = 0; run < runs; run++)
        {
            cluster.WaitUntilEven();
            var ended = cluster.Hosts[run % cluster.Hosts.Count];
            var others = cluster.Hosts.Where(host => host != ended).ToList();
            told(Sample.OfGap(cluster.Observe(Name, () =>
            {
                End(ended);
                cluster.WaitUntilSettled(others);
            })));
            ended.Start();
            ended.WaitUntilReady();
            cluster.WaitUntilSettled();
        }
    }

    protected abstract void End(LabHost host);
}
