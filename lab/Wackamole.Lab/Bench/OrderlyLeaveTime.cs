using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

internal sealed class OrderlyLeaveTime(LabEngine engine) : Figure(engine)
{
    public override string Name => "orderly leave (SIGTERM)";

    public override double Promise => 3;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            new ClusterPlan { Engine = Engine }, cancelled);
        cluster.Start();
        for (var run = 0; run < runs; run++)
        {
            cluster.WaitUntilEven();
            var leaver = cluster.Hosts[run % cluster.Hosts.Count];
            var others = cluster.Hosts.Where(host => host != leaver).ToList();
            told(Sample.OfGap(cluster.Observe(Name, () =>
            {
                leaver.Terminate();
                cluster.WaitUntilSettled(others);
            })));
            leaver.Start();
            leaver.WaitUntilReady();
            cluster.WaitUntilSettled();
        }
    }
}
