using System.Globalization;
using Wackamole.Core.Values;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

/// <summary>A switch port dies in silence; the others notice by the host's silence alone.</summary>
internal sealed class HostCutOff(LabEngine engine, Timing timing) : Figure(engine)
{
    private const int MarginMs = 10;

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"host cut off, T {timing.Detection.TotalMilliseconds:0}, "
        + $"h {timing.Heartbeat.TotalMilliseconds:0}");

    public override double Promise => TakeOver.TotalMilliseconds + MarginMs;

    private TimeSpan TakeOver =>
        Engine.IsInside ? MeshEngine.Of(timing).TakeOver : Engine.Times.TakeOver;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(new ClusterPlan
        {
            Engine = Engine,
            Timing = timing,
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
