using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

/// <summary>A switch port dies in silence; the others notice by the host's silence alone.</summary>
internal sealed class HostCutOff(int detectionMs, int heartbeatMs) : Figure
{
    private const int MarginMs = 10;

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"host cut off, T {detectionMs}, h {heartbeatMs}");

    public override double Promise => detectionMs + MarginMs;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(new ClusterPlan
        {
            Timing = Timing.From(TimeSpan.FromMilliseconds(detectionMs),
                TimeSpan.FromMilliseconds(heartbeatMs), null),
        }, cancelled);
        cluster.Start();
        for (var run = 0; run < runs; run++)
        {
            cluster.WaitUntilEven();
            var lost = cluster.Hosts[run % cluster.Hosts.Count];
            var others = cluster.Hosts.Where(host => host != lost).ToList();
            told(Sample.OfGap(cluster.Observe(Name, () => cluster.CutOff(lost))));
            cluster.WaitUntilSettled(others);
            lost.Cable.RevivePort();
            cluster.WaitUntilSettled();
        }
    }
}
