using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class LeaseWatchdogTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(5);

    [Fact]
    public void Addresses_go_when_the_lease_is_over_and_the_loop_does_nothing() => Run(
        (parts, worker, watchdog) =>
    {
        parts.Grant();
        worker.TryOrder(new NodeAction.AddAddresses([
            HostParts.Vif("near:10.0.0.1/24", "near:fd00::1/64"),
            HostParts.Vif("far:10.0.0.2/32"),
        ]));
        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);

        // The test is the loop, and orders nothing.
        parts.Lease.Set(BootClock.Now + TimeSpan.FromMilliseconds(100));
        watchdog.Wake();
        parts.Await<NodeEvent.AddressesRemoved>(one => one.Head == HostParts.Ip("10.0.0.1"));
        parts.Await<NodeEvent.AddressesRemoved>(one => one.Head == HostParts.Ip("10.0.0.2"));

        Assert.True(BootClock.Now >= parts.Lease.Deadline + Grace);
        Assert.Empty(HostParts.PresentText("near"));
        Assert.Empty(HostParts.PresentText("far"));
        Assert.True(parts.Held.IsEmpty);
        Assert.Contains("the watchdog removed 3", parts.Log.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Addresses_stay_while_the_lease_is_extended() => Run((parts, worker, watchdog) =>
    {
        parts.Grant();
        worker.TryOrder(new NodeAction.AddAddresses([HostParts.Vif("near:10.0.0.1/24")]));
        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        parts.Lease.Set(BootClock.Now + TimeSpan.FromMilliseconds(200));
        watchdog.Wake();
        parts.Grant();
        using var epoll = new Epoll();
        Span<int> tags = stackalloc int[1];

        epoll.Wait(tags, BootClock.Now + TimeSpan.FromMilliseconds(400));

        Assert.Equal(["10.0.0.1/24"], HostParts.PresentText("near"));
        Assert.False(parts.Saw<NodeEvent.AddressesRemoved>());
    });

    [Fact]
    public void Closed_lease_is_over_whatever_the_loop_still_says() => Run(
        (parts, worker, watchdog) =>
    {
        parts.Grant();
        worker.TryOrder(new NodeAction.AddAddresses([HostParts.Vif("near:10.0.0.1/24")]));
        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);

        parts.Lease.Close();
        parts.Grant();
        watchdog.Wake();

        Assert.False(parts.Lease.IsValid);
        parts.Await<NodeEvent.AddressesRemoved>();
        Assert.Empty(HostParts.PresentText("near"));
    });

    [Fact]
    public void Grace_lies_well_within_what_is_between_lease_and_takeover()
    {
        foreach (var milliseconds in (int[])[64, 100, 400, 4000])
        {
            var timing = Timing.FromDetection(TimeSpan.FromMilliseconds(milliseconds));
            Assert.True(timing.Lease + LeaseWatchdog.GraceFor(timing)
                < timing.Detection - timing.Heartbeat);
        }
    }

    private static void Run(Action<HostParts, AddressWorker, LeaseWatchdog> test) =>
        NetworkNamespace.RunWithCable(() =>
        {
            using var parts = new HostParts();
            using var watchdog = new LeaseWatchdog(parts.Lease, parts.Fence, parts.Lifetimes,
                parts.Held, parts.Interfaces, parts.Loop, Grace, parts.Threads, parts.Log);
            using var worker = parts.Worker(watchdog.Wake);
            test(parts, worker, watchdog);
        });
}
