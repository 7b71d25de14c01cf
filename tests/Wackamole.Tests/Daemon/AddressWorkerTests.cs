using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class AddressWorkerTests
{
    [Fact]
    public void Virtual_interface_that_is_added_is_there_tagged_and_answered() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();

        Add(worker, HostParts.Vif("near:10.0.0.1/24", "far:10.1.0.1/32", "near:fd00::1/64"));

        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        Assert.Equal(["10.0.0.1/24", "fd00::1/64"], HostParts.PresentText("near"));
        Assert.Equal(["10.1.0.1/32"], HostParts.PresentText("far"));
        Assert.True(parts.Held.IsHeld(HostParts.Ip("fd00::1")));
        Assert.False(HostParts.Present("near")[1].IsTentative);
    });

    [Fact]
    public void Address_goes_by_itself_in_the_end_should_nobody_renew_it() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        Add(worker, HostParts.Vif("near:10.0.0.1/24"));
        parts.Await<NodeEvent.AddressesAdded>();

        var lifetime = Assert.Single(HostParts.Present("near")).Lifetime;
        Assert.InRange(lifetime.ValidSeconds, 1u, 6u);
        Assert.Equal(0u, lifetime.PreferredSeconds);
    });

    [Fact]
    public void Removed_virtual_interface_is_gone_and_answered() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        var vif = HostParts.Vif("near:10.0.0.1/24", "near:fd00::1/64");
        Add(worker, vif);
        parts.Await<NodeEvent.AddressesAdded>();

        Remove(worker, vif);

        Assert.Null(parts.Await<NodeEvent.AddressesRemoved>().Fault);
        Assert.Empty(HostParts.PresentText("near"));
        Assert.True(parts.Held.IsEmpty);
    });

    [Fact]
    public void Nothing_is_added_once_the_lease_is_over() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Lease.Set(BootClock.Now);

        Add(worker, HostParts.Vif("near:10.0.0.1/24"));

        Assert.Equal(AddressChanger.LeaseEnded, parts.Await<NodeEvent.AddressesAdded>().Fault);
        Assert.Empty(HostParts.PresentText("near"));
        Assert.True(parts.Held.IsEmpty);
    });

    [Fact]
    public void Lease_that_ends_between_two_chunks_ends_the_additions() => Run(parts =>
    {
        // The lease goes when the first chunk is in.
        using var worker = parts.Worker(() => parts.Lease.Set(Instant.Past));
        parts.Grant();

        Add(worker, [.. Enumerable.Range(1, 100).Select(
            host => HostParts.Vif($"near:10.0.0.{host}/32"))]);

        var faults = Enumerable.Range(1, 100)
            .Select(_ => parts.Await<NodeEvent.AddressesAdded>().Fault).ToList();
        Assert.Equal(AddressChunk.IpV4Addresses, faults.Count(fault => fault is null));
        Assert.Equal(100 - AddressChunk.IpV4Addresses,
            faults.Count(fault => fault == AddressChanger.LeaseEnded));
        Assert.Equal(AddressChunk.IpV4Addresses, HostParts.PresentText("near").Length);
    });

    [Fact]
    public void Of_a_virtual_interface_with_one_bad_address_nothing_stays() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();

        Add(worker, HostParts.Vif("near:10.0.0.1/24", "eth7:10.0.0.2/24"),
            HostParts.Vif("near:10.0.0.3/24"));

        Assert.Equal("this host has no interface eth7", Answer(parts, "10.0.0.1").Fault);
        Assert.Null(Answer(parts, "10.0.0.3").Fault);
        Assert.Equal(["10.0.0.3/24"], HostParts.PresentText("near"));
        Assert.Null(parts.Held.Find(HostParts.Ip("10.0.0.1")));
    });

    [Fact]
    public void Address_that_somebody_else_has_put_there_is_a_fault_and_stays_his() => Run(parts =>
    {
        NetworkNamespace.Ip("addr add 10.0.0.1/24 dev near");
        using var worker = parts.Worker();
        parts.Grant();

        // One of ours too, so that this kernel is seen to keep tags.
        Add(worker, HostParts.Vif("far:10.9.9.9/32"));
        parts.Await<NodeEvent.AddressesAdded>();
        Add(worker, HostParts.Vif("near:10.0.0.1/24"));

        Assert.Contains("something else has put it there",
            parts.Await<NodeEvent.AddressesAdded>().Fault, StringComparison.Ordinal);
        Assert.Contains("10.0.0.1/24", NetworkNamespace.Ip("addr show dev near"),
            StringComparison.Ordinal);

        // Nor does removing what we never added take it away.
        Remove(worker, HostParts.Vif("near:10.0.0.1/24"));
        Assert.Null(parts.Await<NodeEvent.AddressesRemoved>().Fault);
        Assert.Contains("10.0.0.1/24", NetworkNamespace.Ip("addr show dev near"),
            StringComparison.Ordinal);
    });

    [Fact]
    public void Addition_again_of_what_is_held_keeps_it() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        var vif = HostParts.Vif("near:10.0.0.1/24", "near:10.0.0.2/24");
        Add(worker, vif);
        parts.Await<NodeEvent.AddressesAdded>();
        NetworkNamespace.Ip("addr del 10.0.0.2/24 dev near");

        Add(worker, vif);

        Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        Assert.Equal(["10.0.0.1/24", "10.0.0.2/24"], HostParts.PresentText("near"));
    });

    [Fact]
    public void Addition_again_after_the_lease_ended_takes_away_what_was_there() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        var vif = HostParts.Vif("near:10.0.0.1/24", "near:10.0.0.2/24");
        Add(worker, vif);
        parts.Await<NodeEvent.AddressesAdded>();
        parts.Lease.Set(Instant.Past);

        Add(worker, vif);

        Assert.Equal(AddressChanger.LeaseEnded, parts.Await<NodeEvent.AddressesAdded>().Fault);
        Assert.Empty(HostParts.PresentText("near"));
        Assert.True(parts.Held.IsEmpty);
    });

    [Fact]
    public void Removal_cancels_an_addition_that_still_waits() => Run(parts =>
    {
        VirtualInterface[] many = [.. Enumerable.Range(1, 200).Select(
            host => HostParts.Vif($"near:10.0.0.{host}/32"))];
        var last = many[^1];
        AddressWorker? worker = null;

        // Ordered when the first chunk is in, so the last addition still waits.
        var ordered = false;
        worker = parts.Worker(() =>
        {
            if (!ordered)
            {
                ordered = true;
                Remove(worker!, last);
            }
        });
        using var disposed = worker;
        parts.Grant();

        Add(worker, many);

        Assert.Contains("to be removed", Answer(parts, "10.0.0.200").Fault,
            StringComparison.Ordinal);
        Assert.Null(parts.Await<NodeEvent.AddressesRemoved>().Fault);
        parts.Await<NodeEvent.AddressesAdded>(one => one.Head == HostParts.Ip("10.0.0.199"));
        Assert.Equal(199, HostParts.PresentText("near").Length);
    });

    [Fact]
    public void Lifetimes_are_renewed_while_the_lease_is_valid() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        Add(worker, HostParts.Vif("near:10.0.0.1/32"));
        parts.Await<NodeEvent.AddressesAdded>();
        using var monitor = RouteMonitor.Open();

        // A lifetime is five seconds, renewed after a third of it: the kernel tells of it.
        Waiting.Notice<RouteNotice.AddressAdded>(
            monitor, one => one.Address.Address == HostParts.Ip("10.0.0.1"));
    });

    [Fact]
    public void Interface_that_went_has_taken_its_addresses_along() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();
        var vif = HostParts.Vif("near:10.0.0.1/24");
        Add(worker, vif);
        parts.Await<NodeEvent.AddressesAdded>();
        NetworkNamespace.Ip("link del near");

        worker.Check();
        Assert.Equal("near", parts.Await<NodeEvent.AddressLost>().Interface);
        Remove(worker, vif);
        Assert.Null(parts.Await<NodeEvent.AddressesRemoved>().Fault);
    });

    [Fact]
    public void Thousand_addresses_are_all_added_and_read_back() => Run(parts =>
    {
        using var worker = parts.Worker();
        parts.Grant();

        Add(worker, [.. Enumerable.Range(0, 1000).Select(host =>
            HostParts.Vif($"near:10.0.{host / 250}.{1 + host % 250}/32"))]);

        for (var host = 0; host < 1000; host++)
        {
            Assert.Null(parts.Await<NodeEvent.AddressesAdded>().Fault);
        }

        Assert.Equal(1000, HostParts.PresentText("near").Length);
    });

    private static void Run(Action<HostParts> test) => NetworkNamespace.RunWithCable(() =>
    {
        using var parts = new HostParts();
        test(parts);
    });

    private static void Add(AddressWorker worker, params VirtualInterface[] virtualInterfaces) =>
        Assert.True(worker.TryOrder(new NodeAction.AddAddresses([.. virtualInterfaces])));

    private static void Remove(AddressWorker worker, params VirtualInterface[] virtualInterfaces) =>
        Assert.True(worker.TryOrder(new NodeAction.RemoveAddresses([.. virtualInterfaces])));

    private static NodeEvent.AddressesAdded Answer(HostParts parts, string head) =>
        parts.Await<NodeEvent.AddressesAdded>(one => one.Head == HostParts.Ip(head));
}
