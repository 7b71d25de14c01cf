using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Series;

/// <summary>
/// One strike, again and again on one cluster, each time on another host: IPv4 and IPv6 addresses
/// side by side, and a client that asks for each of them every millisecond.
/// </summary>
internal sealed class StrikeSeries(Strike strike, Timing timing, CancellationToken cancelled)
{
    private const int Hosts = 3;
    private const int AddressesV4 = 6;
    private const int AddressesV6 = 3;

    /// <summary>These machines stand still for so long now and then with nothing wrong.</summary>
    private const double StallMs = 25;

    public Strike Strike => strike;

    public Timing Timing => timing;

    public List<StrikeRun> Runs { get; } = [];

    /// <summary>Why it was not played, or ended before all its runs; null where it was.</summary>
    public string? Ended { get; private set; }

    /// <summary>Whether it could not be played here, as opposed to having failed.</summary>
    public bool IsSkipped { get; private set; }

    /// <summary>Where the logs of a run are that broke a promise; null where none did.</summary>
    public string? Kept { get; private set; }

    public long DuplicateRounds => Runs.Sum(run => run.DuplicateRounds);

    /// <summary>
    /// Nothing doubled, nothing of healthy hosts interrupted, and the median of what moved within
    /// its limit: single runs are the machine's.
    /// </summary>
    public bool IsKept => IsSkipped
        || (Ended is null && DuplicateRounds == 0 && MedianMs <= strike.LimitMs(timing)
            && IsHealthyKept);

    /// <summary>
    /// Not in most runs, and in none for longer than this machine itself is known to stand still.
    /// </summary>
    private bool IsHealthyKept => !strike.LeavesHealthyHosts || Runs.Count == 0
        || (Median.Of(Runs.Select(run => run.HealthyHoleMs)) == 0
            && Runs.TrueForAll(IsHealthyKeptIn));

    /// <summary>Of the interruptions of what the hosts had held; 0 where nothing moved.</summary>
    public double MedianMs
    {
        get
        {
            var gaps = Runs.Select(run => run.MovedGapMs).OfType<double>().ToList();
            return gaps.Count == 0 ? 0 : Median.Of(gaps);
        }
    }

    public void Play(int runs, Action<StrikeRun> told)
    {
        using var cluster = new LabCluster(strike.Plan(new ClusterPlan
        {
            Hosts = Hosts,
            Timing = timing,
            VirtualInterfaces = [.. Addresses()],
        }), cancelled);
        try
        {
            Ended = strike.WhyNot(cluster);
            IsSkipped = Ended is not null;
            if (IsSkipped)
            {
                return;
            }

            cluster.Start();
            for (var run = 0; run < runs; run++)
            {
                Runs.Add(PlayOnce(cluster, cluster.Hosts[run % cluster.Hosts.Count]));
                told(Runs[^1]);
                KeepWhereBroken(cluster, Runs[^1]);
            }
        }
        catch (LabException fault)
        {
            Ended = $"{fault.Message}; all about it: {cluster.Keep(strike.GetType().Name)}";
        }
    }

    private static bool IsHealthyKeptIn(StrikeRun run) =>
        run.HealthyHoleMs <= Math.Max(StallMs, run.StallMs);

    /// <summary>The logs of the first run that breaks a promise.</summary>
    private void KeepWhereBroken(LabCluster cluster, StrikeRun run)
    {
        if (run.DuplicateRounds > 0 || (strike.LeavesHealthyHosts && !IsHealthyKeptIn(run)))
        {
            Kept ??= cluster.Keep(strike.GetType().Name);
        }
    }

    private static IEnumerable<VirtualInterface> Addresses() =>
    [
        .. ClusterPlan.Single(AddressesV4),
        .. Enumerable.Range(1, AddressesV6).Select(number => new VirtualInterface(
            [ClusterPlan.On(0, AddressPlan.VirtualV6(number), AddressPlan.PrefixLengthV6)])),
    ];

    private StrikeRun PlayOnce(LabCluster cluster, LabHost victim)
    {
        cluster.WaitUntilEven();
        cluster.WaitUntilAllAnswer();
        var begin = LabClock.Now;
        strike.Fall(cluster, victim);
        strike.AwaitTaken(cluster, victim);
        var taken = LabClock.Now;
        strike.AwaitSettled(cluster, victim);
        strike.MakeWorse(cluster, victim);
        strike.Heal(cluster, victim);
        cluster.WaitUntilEven();
        cluster.WaitUntilAllAnswer();
        return StrikeRun.From(cluster.Observer.Between(begin, taken),
            cluster.Observer.Between(taken, LabClock.Now), [.. strike.Befallen(cluster, victim)
                .SelectMany(host => host.Cables).Select(cable => cable.Station.ToString())]);
    }
}
