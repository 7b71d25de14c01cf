using Wackamole.Core.Allocation;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Allocation;

/// <summary>
/// One run from a seed: hosts come, crash, drain, lose interfaces, fail to add, are configured
/// anew, and views change at any moment, on each member at another; then all of that ends and
/// the cluster comes to rest.
/// </summary>
internal sealed class RandomRun
{
    private const int Steps = 600;
    private const int Heads = 12;

    private readonly Random _random;
    private readonly bool _partitions;
    private readonly FakeCluster _cluster = new();
    private readonly Dictionary<FakeHost, ViewOrder> _due = [];
    private ulong _incarnation;

    /// <param name="seed">Everything follows from it.</param>
    /// <param name="partitions">
    /// Sides come apart and hold the same; else exclusive at every step.
    /// </param>
    public RandomRun(int seed, bool partitions)
    {
        _random = new Random(seed);
        _partitions = partitions;
        var hosts = _random.Next(2, 5);
        for (var number = 0; number < hosts; number++)
        {
            Start(number);
        }

        ChangeView();
    }

    public void Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            Step();
            Check();
        }

        Heal();
    }

    private void Start(int number)
    {
        var host = _cluster.Add($"h{number}", RandomSettings(), ++_incarnation);
        foreach (var head in SomeHeads(8))
        {
            host.Allocator.SetEligible(head, false, "no carrier", _cluster.Now);
        }

        foreach (var head in SomeHeads(20))
        {
            host.Broken.Add(head);
        }
    }

    private AllocationSettings RandomSettings() => FakeCluster.Listing(
        _random.Next(3) > 0 ? Enumerable.Range(1, Heads) : SomeNumbers(5, 6)) with
    {
        Weight = _random.Next(4) == 0 ? _random.Next(0, 4) : 1,
        Preferred = [.. SomeHeads(10).Select(head => new AddressBlock(head, 32))],
        Mature = TimeSpan.FromSeconds(1),
        BalanceInterval = TimeSpan.FromSeconds(1),
        AcquisitionsPerRound = _random.Next(3) == 0 ? null : _random.Next(1, 4),
    };

    private void Step()
    {
        var host = _cluster.Hosts[_random.Next(_cluster.Hosts.Count)];
        var now = _cluster.Now;
        switch (_random.Next(100))
        {
            case < 3:
                ChangeView();
                break;
            case < 12 when _due.Remove(host, out var order):
                host.HoldsStateBack = true;
                host.Install(order, TimeSpan.FromMilliseconds(_random.Next(3) * 100), now);
                break;
            case < 20 when host.Order is not null && !host.StateSent:
                host.SendState(TimeSpan.FromMilliseconds(_random.Next(3) * 100), now);
                break;
            case < 40 when host.Order is not null && host.Unsent.Count > 0:
                host.SendOne();
                break;
            case < 65 when host.Order is { } order && host.DeliveredCount < order.Messages.Count:
                host.DeliverOne(now);
                break;
            case < 80 when host.Kernel.UnderWay is { Count: > 0 } underWay:
                host.EndKernelWork(underWay[_random.Next(underWay.Count)], now);
                break;
            case < 86:
                Disturb(host, now);
                break;
            case < 90:
                _cluster.Wait(TimeSpan.FromMilliseconds(_random.Next(1, 400)));
                break;
            default:
                host.Tick(now);
                break;
        }
    }

    private void Disturb(FakeHost host, Instant now)
    {
        var head = FakeCluster.Head(_random.Next(1, Heads + 1));
        var other = _cluster.Hosts[_random.Next(_cluster.Hosts.Count)].Id.Name;
        switch (_random.Next(10))
        {
            case 0:
                host.Allocator.SetDraining(_random.Next(2) == 0, now);
                break;
            case 1:
                host.Allocator.SetEligible(head, _random.Next(2) == 0, "no carrier", now);
                break;
            case 2:
                _ = host.Broken.Remove(head) || host.Broken.Add(head);
                break;
            case 3:
                host.Allocator.Configure(RandomSettings(), now);
                break;
            case 4:
                host.Allocator.RequestMove(head, other, now);
                break;
            case 5:
                host.Allocator.RequestUnpin(_random.Next(2) == 0 ? null : head, now);
                break;
            case 6:
                host.Allocator.RequestDrain(other, now);
                break;
            case 7:
                host.Allocator.RequestStart(other, now);
                break;
            case 8:
                host.Allocator.RequestBalance(now);
                break;
            default:
                host.Allocator.SetYielding(_random.Next(4) == 0, now);
                break;
        }
    }

    /// <summary>
    /// Somebody crashed, came, or sides came apart; members install it one by one.
    /// </summary>
    private void ChangeView()
    {
        if (_cluster.Hosts.Count > 2 && _random.Next(3) == 0)
        {
            var gone = _cluster.Hosts[_random.Next(_cluster.Hosts.Count)];
            _due.Remove(gone);
            _cluster.Crash(gone);
        }
        else if (_cluster.Hosts.Count < 6 && _random.Next(3) == 0)
        {
            Start(FreeNumber());
        }

        var sides = _partitions && _random.Next(2) == 0
            ? _cluster.Hosts.GroupBy(_ => _random.Next(2)).Select(side => side.ToList()).ToList()
            : [[.. _cluster.Hosts]];
        foreach (var side in sides)
        {
            var order = _cluster.NewOrder(side);
            foreach (var host in side)
            {
                _due[host] = order;
            }
        }
    }

    private int FreeNumber() => Enumerable.Range(0, int.MaxValue)
        .First(number => _cluster.Hosts.All(host => host.Id.Name != $"h{number}"));

    private void Check()
    {
        if (!_partitions)
        {
            ClusterChecks.Exclusive(_cluster.Hosts);
        }
    }

    /// <summary>All faults end, everybody meets, and time passes.</summary>
    private void Heal()
    {
        _due.Clear();
        foreach (var host in _cluster.Hosts)
        {
            host.Broken.Clear();
            host.HoldsStateBack = false;
            host.Allocator.SetYielding(false, _cluster.Now);
        }

        _cluster.Install(_cluster.Hosts);
        _cluster.Run();
        _cluster.Pass(BackOffs.Longest);
        for (var round = 0; round < Heads; round++)
        {
            _cluster.Pass(TimeSpan.FromSeconds(1));
            Check();
        }

        ClusterChecks.Covered(_cluster.Hosts);
    }

    private IEnumerable<IpAddress> SomeHeads(int oneIn) =>
        SomeNumbers(1, oneIn).Select(FakeCluster.Head);

    private List<int> SomeNumbers(int part, int of) =>
        [.. Enumerable.Range(1, Heads).Where(_ => _random.Next(of) < part)];
}
