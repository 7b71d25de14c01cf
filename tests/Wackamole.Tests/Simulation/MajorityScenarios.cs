using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Clusters that ask for a majority: two hosts and a witness, three, five; the usual faults, and
/// those that concern votes: lists changed host by host, disks lost or full.
/// </summary>
internal sealed class MajorityScenarios
{
    private readonly SeededRandom _random;
    private readonly ulong _seed;

    private MajorityScenarios(ulong seed)
    {
        _seed = seed;
        _random = new SeededRandom(new SeededRandom(seed ^ 0x0bad_1dea).Next());
    }

    public static Scenario Generate(ulong seed) => new MajorityScenarios(seed).Generate();

    private Scenario Generate()
    {
        var plan = Plan();
        var usual = new FaultGenerator(plan, _random.Fork());
        var faults = usual.Generate().Where(IsForMajority).ToList();
        faults.AddRange(plan.Hosts.Length == 5 && plan.Voters.Length == 3 && _random.Percent(50)
            ? Turnover(plan, usual.HealsAtNs) : Votes(plan, usual.HealsAtNs));
        // Where nothing balances, nothing may move without a reason (I8).
        plan = _random.Percent(30) ? plan with { BalanceInterval = TimeSpan.FromHours(2) } : plan;
        var bounds = new Bounds(plan);
        return new Scenario
        {
            Seed = _seed,
            Plan = plan,
            Faults = [.. faults.OrderBy(fault => fault.AtNs)],
            HealsAtNs = usual.HealsAtNs,
            EndsAtNs = usual.HealsAtNs + 2 * bounds.ConvergeNs + bounds.CoverFreshNs
                + ScenarioGenerator.MostBalancingNs(plan, bounds),
        };
    }

    // Reconfiguration takes the settings of the plan, and with them the first voters.
    private static bool IsForMajority(Fault fault) => fault is not Fault.Reconfigure;

    private ClusterPlan Plan()
    {
        var kind = _random.Below(5);
        var hosts = kind < 3 ? 3 : kind == 3 ? 5 : 4;
        var hasWitness = kind == 0;
        var vips = 1 + _random.Below(6);
        var unfenced = _random.Percent(20);
        var timing = _random.Below(3) switch
        {
            0 => Timing.From(
                TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(10), null),
            _ => Timing.FromDetection(Timing.DefaultDetection),
        };
        return new ClusterPlan
        {
            Hosts = [.. Enumerable.Range(0, hosts).Select(
                place => Host(place, hasWitness && place == hosts - 1, unfenced))],
            VirtualInterfaces = [.. Enumerable.Range(0, vips).Select(ClusterPlan.Address)],
            Timing = timing,
            Mature = TimeSpan.FromMilliseconds(_random.Pick<int>([0, 300])),
            BalanceInterval = TimeSpan.FromMilliseconds(100 + _random.Below(400)),
            Majority = true,
            Voters = FirstVoters(hosts),
            Weather = _random.Percent(50) ? Weather.Calm : Weather.Calm with
            {
                LossPerMillion = _random.Below(10_000),
                DuplicatePerMillion = 1_000,
                ReorderPerMillion = 10_000,
            },
        };
    }

    // With five hosts sometimes three vote at first, so that others can be added.
    private ImmutableArray<string> FirstVoters(int hosts) => Names(
        hosts > 3 && _random.Percent(50) ? [0, 1, 2] : Enumerable.Range(0, hosts));

    private static ImmutableArray<string> Names(IEnumerable<int> places) =>
        [.. places.Select(ClusterPlan.NameOf)];

    private HostPlan Host(int place, bool isWitness, bool unfenced) => new()
    {
        Name = ClusterPlan.NameOf(place),
        IsWitness = isWitness,
        Fence = unfenced && _random.Percent(50) ? FenceKind.None : FenceKind.Kernel,
        ClockStartNs = _random.Between(Span.Second, 1_000_000 * Span.Second),
        ClockDriftPpm = _random.Below(1_001) - 500,
        MostStepNs = _random.Between(5, 100) * Span.Microsecond,
        MostKernelNs = _random.Between(20, 500) * Span.Microsecond,
        StartAtNs = _random.Between(0, 50) * Span.Millisecond,
    };

    private List<Fault> Votes(ClusterPlan plan, long healsAtNs)
    {
        var faults = new List<Fault>();
        var changes = _random.Below(3);
        for (var change = 0; change < changes; change++)
        {
            faults.AddRange(Change(plan, healsAtNs));
        }

        // Two changes may overlap, but in the end all hosts are told the same: a first list that
        // hosts do not agree on is never in force.
        if (faults.OfType<MajorityFault.Voters>().LastOrDefault() is { } last)
        {
            faults.AddRange(Enumerable.Range(0, plan.Hosts.Length).Select(
                host => new MajorityFault.Voters(healsAtNs, host, last.Names)));
        }

        // Once: a majority must always be left that has not lost what it agreed to.
        if (_random.Percent(40))
        {
            faults.Add(new MajorityFault.LoseDisk(_random.Between(healsAtNs / 4, healsAtNs),
                _random.Between(1, 4 * plan.DetectionNs), _random.Below(plan.Hosts.Length)));
        }

        if (_random.Percent(20))
        {
            faults.Add(new MajorityFault.FullDisk(_random.Between(0, healsAtNs),
                _random.Between(1, 10 * plan.DetectionNs), _random.Below(plan.Hosts.Length)));
        }

        return faults;
    }

    /// <summary>
    /// The first host misses that most of its fellow voters are replaced; then it meets one of
    /// them, who may have lost its disk, apart from the new ones.
    /// </summary>
    private List<Fault> Turnover(ClusterPlan plan, long healsAtNs)
    {
        const ulong Everybody = 0b11111;
        const ulong First = 0b00001;
        var met = 1 + _random.Below(2);
        var apart = First | 1ul << met;
        var begins = _random.Between(healsAtNs / 4, healsAtNs / 2);
        var told = begins + 2 * plan.DetectionNs;
        var meets = told + _random.Between(1, 2 * plan.DetectionNs);
        var faults = new List<Fault>
        {
            new Fault.Cut(begins, meets - begins, First, Everybody & ~First, -1, false, false),
            new Fault.Cut(begins, meets - begins, Everybody & ~First, First, -1, false, false),
            new Fault.Cut(meets, Fault.Forever, apart, Everybody & ~apart, -1, false, false),
            new Fault.Cut(meets, Fault.Forever, Everybody & ~apart, apart, -1, false, false),
        };
        faults.AddRange(Enumerable.Range(1, 4).Select(host => new MajorityFault.Voters(
            told + _random.Between(0, plan.HeartbeatNs), host, Names([met, 3, 4]))));
        if (_random.Percent(60))
        {
            faults.Add(new MajorityFault.LoseDisk(meets - _random.Between(0, plan.HeartbeatNs),
                _random.Between(1, plan.HeartbeatNs), met));
        }

        return faults;
    }

    /// <summary>Every host is told of the same new voters, one after the other.</summary>
    private IEnumerable<Fault> Change(ClusterPlan plan, long healsAtNs)
    {
        var hosts = plan.Hosts.Length;
        var voters = Enumerable.Range(0, hosts).Where(_ => _random.Percent(70)).ToList();
        if (voters.Count < 2)
        {
            voters = [.. Enumerable.Range(0, hosts)];
        }

        var at = _random.Between(healsAtNs / 4, healsAtNs);
        var apart = _random.Between(0, 2 * plan.DetectionNs);
        return Enumerable.Range(0, hosts).Select(host => new MajorityFault.Voters(
            Math.Min(at + host * apart, healsAtNs), host, Names(voters)));
    }
}
