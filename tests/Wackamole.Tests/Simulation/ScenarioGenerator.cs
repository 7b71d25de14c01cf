using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Tests.Simulation;

/// <summary>Makes a scenario of a seed: the same for ever, on every machine.</summary>
internal sealed class ScenarioGenerator
{
    private const int MostAddresses = 60;
    private const int Crowd = 40;

    private readonly SeededRandom _random;
    private readonly ulong _seed;

    private ScenarioGenerator(ulong seed)
    {
        _seed = seed;
        // Seeds are small numbers in a row: spread them before they choose anything.
        _random = new SeededRandom(new SeededRandom(seed ^ 0x5c3a_a710).Next());
    }

    /// <summary>Seeds from here on make clusters that ask for a majority.</summary>
    public const ulong FirstMajoritySeed = 1UL << 32;

    public static Scenario Generate(ulong seed) => seed >= FirstMajoritySeed
        ? MajorityScenarios.Generate(seed) : new ScenarioGenerator(seed).Generate();

    /// <summary>Time for all rounds that may be needed, where that is not too long.</summary>
    public static long MostBalancingNs(ClusterPlan plan, Bounds bounds) => Math.Min(
        bounds.BalanceNs + Span.Of(plan.BalanceInterval), 6 * Span.Second);

    private Scenario Generate()
    {
        var plan = Plan();
        var faults = new FaultGenerator(plan, _random.Fork());
        var healsAt = faults.HealsAtNs;
        var bounds = new Bounds(plan);
        var balancing = MostBalancingNs(plan, bounds);
        return new Scenario
        {
            Seed = _seed,
            Plan = plan,
            Faults = faults.Generate(),
            HealsAtNs = healsAt,
            EndsAtNs = healsAt + bounds.ConvergeNs + bounds.CoverFreshNs + balancing,
        };
    }

    private ClusterPlan Plan()
    {
        var crowd = _random.Chance(4_000);
        var hosts = crowd ? Crowd : _random.Percent(60) ? 3
            : _random.Percent(75) ? 2 + _random.Below(4) : 6 + _random.Below(4);
        var vips = _random.Percent(25)
            ? 1 + _random.Below(MostAddresses)
            : 1 + _random.Below(3 * hosts) % MostAddresses;
        var timing = crowd ? Timing.FromDetection(Timing.DefaultDetection) : Times();
        var preferring = _random.Percent(20);
        var weighted = _random.Percent(30);
        var differing = _random.Percent(10);
        var unfenced = _random.Percent(30);
        return new ClusterPlan
        {
            Hosts = [.. Enumerable.Range(0, hosts)
                .Select(place => Host(place, vips, preferring, weighted, differing, unfenced))],
            VirtualInterfaces = [.. Enumerable.Range(0, vips).Select(Group)],
            Timing = timing,
            Mature = TimeSpan.FromMilliseconds(_random.Pick<int>([0, 300, 1_000, 2_000])),
            BalanceInterval = _random.Percent(30)
                ? TimeSpan.FromHours(2)
                : TimeSpan.FromMilliseconds(100 + _random.Below(400)),
            AcquisitionsPerRound = _random.Percent(25) ? null : 1 + _random.Below(4),
            Links = _random.Percent(25) ? 2 : 1,
            Multicast = _random.Percent(20),
            Keys = _random.Percent(12) ? Keys() : null,
            Weather = Weather(timing),
        };
    }

    private Timing Times() => _random.Below(4) switch
    {
        0 => Timing.From(Milliseconds(100), Milliseconds(10), null),
        1 => Timing.From(Milliseconds(64), Milliseconds(8), null),
        _ => Timing.FromDetection(Timing.DefaultDetection),
    };

    private HostPlan Host(int place, int vips, bool preferring, bool weighted, bool differing,
        bool unfenced) => new()
        {
            Name = ClusterPlan.NameOf(place),
            Weight = weighted ? 1 + _random.Below(4) : 1,
            Fence = unfenced && _random.Percent(60) ? FenceKind.None : FenceKind.Kernel,
            ClockStartNs = _random.Between(Span.Second, 1_000_000 * Span.Second),
            ClockDriftPpm = _random.Below(1_001) - 500,
            Preferred = preferring && _random.Percent(50) ? Preferred(vips) : [],
            Configured = differing && _random.Percent(50) ? Some(vips) : [],
            LeastStepNs = 3 * Span.Microsecond,
            MostStepNs = _random.Between(5, 100) * Span.Microsecond,
            LeastKernelNs = 10 * Span.Microsecond,
            MostKernelNs = _random.Between(20, 500) * Span.Microsecond,
            StartAtNs = _random.Percent(70) ? _random.Between(0, 50) * Span.Millisecond
            : _random.Between(0, 3_000) * Span.Millisecond,
        };

    /// <summary>Mostly single addresses; some are groups that move together.</summary>
    private VirtualInterface Group(int place)
    {
        var single = ClusterPlan.Address(place);
        return _random.Percent(90) ? single : new VirtualInterface([single.Addresses[0],
            ClusterPlan.Address(200 + place).Addresses[0]]);
    }

    private ImmutableArray<AddressBlock> Preferred(int vips) =>
        [new AddressBlock(ClusterPlan.Address(_random.Below(vips)).Head,
            _random.Pick<int>([32, 32, 30]))];

    private ImmutableArray<int> Some(int vips)
    {
        var kept = Enumerable.Range(0, vips).Where(_ => _random.Percent(70)).ToImmutableArray();
        return kept.IsEmpty ? [0] : kept;
    }

    private ClusterKeys Keys() =>
        new([[.. Enumerable.Range(0, 32).Select(_ => (byte)_random.Below(256))]]);

    private Weather Weather(Timing timing)
    {
        var calm = Simulation.Weather.Calm;
        return _random.Below(3) switch
        {
            0 => calm,
            1 => calm with
            {
                DuplicatePerMillion = 2_000,
                SpikePerMillion = 2_000,
                ReorderPerMillion = 500_000,
                MostSpikeNs = Span.Of(timing.Heartbeat) / 3
            },
            _ => calm with
            {
                LossPerMillion = _random.Below(10_000),
                SpikePerMillion = 1_000,
                ReorderPerMillion = 10_000,
                DuplicatePerMillion = 1_000,
                MostSpikeNs = Span.Of(timing.Heartbeat) / 4
            },
        };
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);
}
