using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

internal sealed class DaemonKilledTime(LabEngine engine) : Figure(engine)
{
    public override string Name => "daemon killed (kill -9), its host lives";

    public override double Promise => 20;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            new ClusterPlan { Engine = Engine }, cancelled);
        cluster.Start();
        for (var run = 0; run < runs; run++)
        {
            cluster.WaitUntilEven();
            var killed = cluster.Hosts[run % cluster.Hosts.Count];
            var others = cluster.Hosts.Where(host => host != killed).ToList();
            told(Sample.OfGap(cluster.Observe(Name, () =>
            {
                killed.Kill();
                cluster.WaitUntilSettled(others);
            })));
            killed.Start();
            killed.WaitUntilReady();
            cluster.WaitUntilSettled();
        }
    }
}
