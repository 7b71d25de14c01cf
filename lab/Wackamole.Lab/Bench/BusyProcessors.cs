using System.Globalization;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

/// <summary>
/// Views that change and leases that lapse while nothing is wrong but that every processor is busy.
/// </summary>
internal sealed class BusyProcessors : Figure
{
    private const string Lapses = "lease.lapses";
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"view changes, lapses, busy {Busy.TotalMinutes:0} min");

    public override string Unit => "times";

    public override double Promise => 0;

    /// <summary>Once, however many runs are wished: it is long, and one change fails it.</summary>
    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(new ClusterPlan(), cancelled);
        cluster.Start();
        cluster.WaitUntilEven();
        var seenViews = new HashSet<string>(StringComparer.Ordinal);
        var lapsedBefore = LapsesOf(cluster);
        var seen = cluster.Observe(Name, () =>
        {
            using var load = new ProcessorLoad(cluster.Network);
            Wait.Holds(Busy, () =>
            {
                seenViews.UnionWith(cluster.Hosts.Select(host => host.Status()?.View)
                    .OfType<string>());
                return false;
            }, cancelled, Look);
        });
        told(new Sample(seenViews.Count - 1 + LapsesOf(cluster) - lapsedBefore,
            seen.UnmovedGapMs, seen.StallMs, seen.DuplicateRounds));
    }

    private static long LapsesOf(LabCluster cluster) => cluster.Hosts.Sum(host =>
        (host.Status() ?? throw new LabException($"{host.Name} does not answer"))
            .Counters[Lapses]);
}
