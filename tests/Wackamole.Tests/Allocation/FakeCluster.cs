using Wackamole.Core.Allocation;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Allocation;

/// <summary>
/// Hosts over one total order for each view. Tests step it by hand or let it run until nothing
/// happens any more; time passes only where they say so.
/// </summary>
internal sealed class FakeCluster
{
    private const int MostSteps = 200_000;

    private readonly List<FakeHost> _hosts = [];
    private ulong _epoch;

    public Instant Now { get; private set; } = new(1_000_000_000);

    public IReadOnlyList<FakeHost> Hosts => _hosts;

    public FakeHost this[string name] => _hosts.Single(host => host.Id.Name == name);

    public static IpAddress Head(int number) => IpAddress.V4(0x0a00_0000u + (uint)number);

    public static VirtualInterface Interface(IpAddress head) =>
        new([new InterfaceAddress("eth0", head, 24, 24)]);

    public static AllocationSettings Listing(params IEnumerable<int> heads) => new()
    {
        VirtualInterfaces = [.. heads.Select(number => Interface(Head(number)))],
    };

    public FakeHost Add(string name, AllocationSettings settings, ulong incarnation = 1)
    {
        var host = new FakeHost(name, incarnation);
        host.Allocator.Configure(settings, Now);
        _hosts.Add(host);
        return host;
    }

    /// <summary>The host is gone with everything it has.</summary>
    public void Crash(FakeHost host) => _hosts.Remove(host);

    /// <summary>A view of these hosts, installed on all of them at once.</summary>
    public ViewOrder Install(params IReadOnlyList<FakeHost> hosts)
    {
        var order = NewOrder(hosts);
        foreach (var host in hosts)
        {
            host.Install(order, TimeSpan.Zero, Now);
        }

        return order;
    }

    /// <summary>A view that the caller installs.</summary>
    public ViewOrder NewOrder(IReadOnlyList<FakeHost> hosts)
    {
        var members = hosts.Select(host => host.Id).Order().ToList();
        return new ViewOrder(new View(new ViewId(++_epoch, members[0]), [.. members]));
    }

    /// <summary>Everybody joins, the cluster matures, and everything is held.</summary>
    public void Form()
    {
        Install(_hosts);
        Run();
        Pass(TimeSpan.FromSeconds(6));
    }

    public void Pass(TimeSpan time)
    {
        Wait(time);
        Run();
    }

    /// <summary>Time passes, and nobody notices yet.</summary>
    public void Wait(TimeSpan time) => Now += time;

    /// <summary>Until nobody has anything to do without time passing.</summary>
    public void Run()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var worked = false;
            foreach (var host in _hosts)
            {
                worked |= StepAll(host);
            }

            if (!worked)
            {
                return;
            }
        }

        Assert.Fail("the cluster does not come to rest");
    }

    private bool StepAll(FakeHost host)
    {
        var worked = false;
        if (host.Order is not null && !host.StateSent && !host.HoldsStateBack)
        {
            host.SendState(TimeSpan.Zero, Now);
            worked = true;
        }

        while (host.Order is not null && host.Unsent.Count > 0)
        {
            host.SendOne();
            worked = true;
        }

        while (host.Order is { } order && host.DeliveredCount < order.Messages.Count)
        {
            host.DeliverOne(Now);
            worked = true;
        }

        foreach (var head in host.Kernel.UnderWay)
        {
            host.EndKernelWork(head, Now);
            worked = true;
        }

        worked |= host.Allocator.NextDeadline <= Now;
        host.Tick(Now);
        return worked;
    }
}
