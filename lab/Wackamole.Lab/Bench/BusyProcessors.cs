using System.Globalization;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Observing;

namespace Wackamole.Lab.Bench;

/// <summary>
/// Views that change and leases that lapse while nothing is wrong but that every processor is busy.
/// </summary>
internal sealed class BusyProcessors(LabEngine engine) : Figure(engine)
{
    private const string Lapses = "lease.lapses";
    private static readonly TimeSpan Busy = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>The observer does not remember all of it.</summary>
    private static readonly TimeSpan Part = TimeSpan.FromMinutes(1);

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"view changes, lapses, busy {Busy.TotalMinutes:0} min");

    public override string Unit => "times";

    public override double Promise => 0;

    /// <summary>Once, however many runs are wished: it is long, and one change fails it.</summary>
    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            new ClusterPlan { Engine = Engine }, cancelled);
        cluster.Start();
        cluster.WaitUntilEven();
        var seenViews = new HashSet<string>(StringComparer.Ordinal);
        var lapsedBefore = LapsesOf(cluster);
        var parts = new List<Interruption>();
        using (new ProcessorLoad(cluster.Network))
        {
            while (parts.Count < Busy / Part)
            {
                parts.Add(cluster.Observe(Name, () => Wait.Holds(Part, () =>
                {
                    seenViews.UnionWith(cluster.Hosts.Select(host => host.Status()?.View)
                        .OfType<string>());
                    return false;
                }, cancelled, Look)));
            }
        }

        told(new Sample(seenViews.Count - 1 + LapsesOf(cluster) - lapsedBefore,
            parts.Max(part => part.UnmovedGapMs), parts.Max(part => part.StallMs),
            parts.Sum(part => part.DuplicateRounds)));
    }

    private static long LapsesOf(LabCluster cluster) => cluster.Hosts.Sum(host =>
        (host.Status() ?? throw new LabException($"{host.Name} does not answer"))
            .Counters[Lapses]);
}
