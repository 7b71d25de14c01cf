using System.Collections.Immutable;
using Wackamole.Core.Control;

namespace Wackamole.Tests.Simulation;

/// <summary>Chooses what befalls a cluster, and when.</summary>
internal sealed class FaultGenerator
{
    private const int MostFaults = 12;

    private readonly ClusterPlan _plan;
    private readonly SeededRandom _random;
    private readonly ulong _all;

    public FaultGenerator(ClusterPlan plan, SeededRandom random)
    {
        _plan = plan;
        _random = random;
        _all = (1ul << plan.Hosts.Length) - 1;
        var booted = plan.Hosts.Max(host => host.StartAtNs) + Span.Of(plan.Mature);
        HealsAtNs = booted + _random.Between(5, 40) * plan.DetectionNs;
    }

    /// <summary>When the safety phase ends.</summary>
    public long HealsAtNs { get; }

    public ImmutableArray<Fault> Generate()
    {
        var faults = new List<Fault>();
        var count = _random.Below(MostFaults + 1);
        while (faults.Count < count)
        {
            faults.AddRange(One());
        }

        if (_random.Percent(15))
        {
            faults.Add(LastingCut());
        }

        // From a source of its own, and last, so that the faults above stay what they are.
        faults.AddRange(new RareFaultGenerator(_plan, _random.Fork(), HealsAtNs).Generate());
        faults.AddRange(new SentinelFaultGenerator(_plan, _random.Fork(), HealsAtNs).Generate());
        faults.AddRange(new RareFaultGenerator(_plan, _random.Fork(), HealsAtNs).Removers());
        return [.. faults.OrderBy(fault => fault.AtNs)];
    }

    private int AnyHost => _random.Below(_plan.Hosts.Length);

    private int AnyVip => _random.Below(_plan.VirtualInterfaces.Length);

    private ulong SomeHosts()
    {
        var some = _random.Next() & _all;
        return some == 0 || some == _all ? 1ul << AnyHost : some;
    }

    /// <summary>Sometimes just after another: faults that coincide find more.</summary>
    private long When() => _random.Between(0, HealsAtNs);

    /// <summary>
    /// From half a heartbeat to many detection times, short ones as often as long.
    /// </summary>
    private long HowLong()
    {
        var shortest = _plan.HeartbeatNs / 2;
        var longest = Math.Max(shortest * 2, 8 * _plan.DetectionNs);
        var magnitudes = System.Numerics.BitOperations.Log2((ulong)(longest / shortest)) + 1;
        var scale = shortest << _random.Below(magnitudes);
        return scale + _random.Between(0, scale);
    }

    private List<Fault> One()
    {
        var at = When();
        var lasts = HowLong();
        var host = AnyHost;
        return _random.Below(20) switch
        {
            0 or 1 or 2 => [new Fault.Crash(at, lasts, host, _random.Percent(10))],
            3 => [new Fault.Crash(at, Fault.Forever, host, false)],
            4 => [new Fault.PowerOff(at, lasts, host)],
            5 or 6 => [new Fault.Stop(at, lasts, host)],
            7 => [new Fault.Leave(at, lasts, host)],
            8 or 9 => Partition(at, lasts, SomeHosts()),
            10 => [OneWay(at, lasts)],
            11 => Isolate(at, lasts, 1ul << host),
            12 => [new Fault.Cut(at, lasts, _all, 1ul << host, -1, false, true)],
            13 => [new Fault.Cut(at, lasts, _all, _all, _random.Below(_plan.Links), false,
                true)],
            14 => [new Fault.Storm(at, Math.Min(lasts, 4 * _plan.DetectionNs), Storm())],
            15 => [new Fault.KernelTrouble(at, lasts, host,
                _random.Percent(50) ? 300_000 : 0, _random.Between(0, 10) * Span.Millisecond)],
            16 => [new Fault.LoseAddress(at, host, AnyVip)],
            17 => [new Fault.Carrier(at, lasts, host, _random.Below(_plan.Links))],
            18 => [Request(at, lasts, host)],
            _ => Flap(at, host),
        };
    }

    /// <summary>Neither side hears the other, on any link.</summary>
    private List<Fault> Partition(long at, long lasts, ulong side) =>
        [
            new Fault.Cut(at, lasts, side, _all & ~side, -1, false, false),
            new Fault.Cut(at, lasts, _all & ~side, side, -1, false, false),
        ];

    private Fault.Cut OneWay(long at, long lasts) => new(at, lasts, SomeHosts(), SomeHosts(),
        _random.Percent(50) ? -1 : _random.Below(_plan.Links), false, _random.Percent(50));

    /// <summary>A cable: both ways, or one way alone; clients are on the same cable.</summary>
    private List<Fault> Isolate(long at, long lasts, ulong host)
    {
        var directions = 1 + _random.Below(3);
        var cuts = new List<Fault>();
        if ((directions & 1) != 0)
        {
            cuts.Add(new Fault.Cut(at, lasts, _all, host, -1, true, false));
        }

        if ((directions & 2) != 0)
        {
            cuts.Add(new Fault.Cut(at, lasts, host, _all, -1, false, false));
        }

        return cuts;
    }

    private List<Fault> Flap(long at, int host)
    {
        var times = 3 + _random.Below(8);
        var period = _random.Between(_plan.HeartbeatNs, 3 * _plan.DetectionNs);
        var flaps = new List<Fault>();
        for (var flap = 0; flap < times; flap++)
        {
            flaps.AddRange(Partition(at + flap * period, period / 2, 1ul << host));
        }

        return [.. flaps.Where(flap => flap.AtNs < HealsAtNs)];
    }

    private Fault Request(long at, long lasts, int host)
    {
        var vip = _plan.VirtualInterfaces[AnyVip].Head.ToString();
        return _random.Below(6) switch
        {
            0 => new Fault.Operator(at, lasts, host, new ControlRequest(ControlCommand.Fail)),
            1 => new Fault.Operator(at, lasts, host, new ControlRequest(ControlCommand.Drain)),
            2 => new Fault.Operator(at, lasts, host,
                new ControlRequest(ControlCommand.Move, vip, _plan.Hosts[AnyHost].Name)),
            3 => new Fault.Operator(at, lasts, host, new ControlRequest(ControlCommand.Balance)),
            4 => new Fault.Operator(at, lasts, host, new ControlRequest(ControlCommand.Start)),
            _ => new Fault.Reconfigure(
                at, lasts, host, 1 + _random.Below(3), _random.Below(3)),
        };
    }

    /// <summary>Connectivity that stays partial: views must settle all the same (I5).</summary>
    private Fault.Cut LastingCut() =>
        new(When(), Fault.Forever, SomeHosts(), SomeHosts(), -1, false, _random.Percent(50));

    private Weather Storm() => new()
    {
        LossPerMillion = _random.Pick<int>([10_000, 50_000, 200_000]),
        DuplicatePerMillion = 20_000,
        ReorderPerMillion = 200_000,
        DuplicateLateNs = _random.Pick<long>([Span.Millisecond, 3 * _plan.DetectionNs]),
        SpikePerMillion = _random.Pick<int>([0, 20_000, 100_000]),
        MostSpikeNs = _random.Pick<long>([5 * Span.Millisecond, 2 * _plan.DetectionNs]),
    };
}
