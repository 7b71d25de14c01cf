using Wackamole.Core.Values;
using Wackamole.Tests.Simulation.Checkers;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// How often the lease of a healthy host lapses, and how often a healthy host is thought dead,
/// where packets are lost by chance (PROTOCOL.md 9): `make sim MEASURE=loss`.
/// </summary>
public sealed class LossMeasure(ITestOutputHelper output)
{
    private const int Hosts = 3;
    private const int Runs = 8;

    private static readonly TimeSpan EachRun = TimeSpan.FromMinutes(5);

    /// <summary>T, h and L / h; 0 stands for the default L = T − 1.6 h.</summary>
    private static readonly (int Detection, int Heartbeat, double LeaseHeartbeats)[] Timings =
        [(400, 50, 0), (400, 50, 6), (400, 50, 7), (400, 40, 0), (100, 10, 0), (64, 8, 0)];

    private static readonly int[] LossPercents = [1, 2, 5, 10, 20];

    [Fact]
    public void Leases_under_loss()
    {
        Assert.SkipWhen(SimulationOptions.Measure is not "loss",
            "not asked for: make sim MEASURE=loss");
        foreach (var (detection, heartbeat, lease) in Timings)
        {
            var timing = Timing.From(TimeSpan.FromMilliseconds(detection),
                TimeSpan.FromMilliseconds(heartbeat),
                lease == 0 ? null : TimeSpan.FromMilliseconds(heartbeat * lease));
            foreach (var percent in LossPercents)
            {
                Say(Measure(timing, percent));
            }
        }
    }

    private static string Measure(Timing timing, int percent)
    {
        var (lapses, views) = (0, 0);
        OwnThreads.ForEach(Enumerable.Range(0, Runs), run =>
        {
            var counts = new Counts();
            var cluster = new SimulatedCluster(
                ClusterPlan.Of(Hosts, Hosts) with { Timing = timing }, (ulong)run, [counts]);
            cluster.RunFor(TimeSpan.FromSeconds(5));
            counts.Begin();
            cluster.SetWeather(Weather.Calm with { LossPerMillion = percent * 10_000 });
            cluster.RunFor(EachRun);
            Interlocked.Add(ref lapses, counts.Lapses);
            Interlocked.Add(ref views, counts.Views);
        });
        var hostHours = Hosts * Runs * EachRun.TotalHours;
        return $"T {timing.Detection.TotalMilliseconds} h {timing.Heartbeat.TotalMilliseconds} " +
            $"L {timing.Lease.TotalMilliseconds} ms, {percent} % lost: {lapses} lapses in " +
            $"{hostHours:0.#} host hours ({lapses / hostHours:0.#} an hour), {views} views";
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    /// <summary>Leases that ended under hosts that nothing befell.</summary>
    private sealed class Counts : Checker
    {
        private long _lastNs;
        private int _lastHost;

        public override string Name => "Counts";

        public int Lapses { get; private set; }

        public int Views { get; private set; }

        public override void Begin() => (Lapses, Views) = (0, 0);

        public override void ViewInstalled(SimulatedHost host, View view) => Views++;

        public override void UsableChanged(
            SimulatedHost host, int vip, bool usable, UsableCause cause)
        {
            // All that a host holds closes at one moment: that is one lapse.
            if (cause == UsableCause.LeaseEnded
                && (Cluster.Now, host.Index) != (_lastNs, _lastHost))
            {
                Lapses++;
                (_lastNs, _lastHost) = (Cluster.Now, host.Index);
            }
        }
    }
}
