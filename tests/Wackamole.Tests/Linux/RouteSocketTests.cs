using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Addresses of a real kernel, in a network of their own.</summary>
public sealed class RouteSocketTests
{
    private const int Many = 1_000;

    [Fact]
    public void A_host_address_is_added_read_back_and_removed() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var (near, address) = (NetworkNamespace.IndexOf("near"), V4("192.0.2.10", 32));

        Assert.Null(route.AddAddress(near, address, AddressLifetime.Forever));
        var found = Assert.Single(Read(route, near), one => !one.Address.IsV6);
        Assert.Equal((address.Address, 32, RouteSocket.AddressProtocol, null),
            (found.Address, found.PrefixLength, found.Protocol, found.Broadcast));
        Assert.True(found.IsOurs);

        Assert.Null(route.RemoveAddress(near, address));
        Assert.DoesNotContain(Read(route, near), one => !one.Address.IsV6);
        Assert.Null(route.RemoveAddress(near, address));
    });

    [Fact]
    public void An_address_with_a_prefix_has_its_broadcast() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        Assert.Null(route.AddAddress(near, V4("192.0.2.10", 24), AddressLifetime.Forever));
        Assert.Null(route.AddAddress(near, V4("198.51.100.1", 31), AddressLifetime.Forever));

        var found = Read(route, near).Where(one => !one.Address.IsV6)
            .ToDictionary(one => one.ToString(), one => one.Broadcast?.ToString());
        Assert.Equal("192.0.2.255", found["192.0.2.10/24"]);
        Assert.Null(found["198.51.100.1/31"]);
    });

    [Fact]
    public void An_ipv6_address_answers_at_once() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        var address = Addresses.Of("near", "2001:db8::a", 64);

        Assert.Null(route.AddAddress(near, address, AddressLifetime.ForeverNotAsSource));
        var found = Read(route, near).Single(one => one.Address == address.Address);
        Assert.False(found.IsTentative);
        Assert.False(found.IsDuplicate);
        Assert.True(found.IsOurs);
        Assert.Equal(64, found.PrefixLength);
        Assert.Equal(AddressLifetime.ForeverNotAsSource, found.Lifetime);

        var single = Addresses.Of("near", "2001:db8::b", 128);
        Assert.Null(route.AddAddress(near, single, AddressLifetime.Forever));
        Assert.Null(route.RemoveAddress(near, address));
        Assert.Null(route.RemoveAddress(near, single));
        Assert.DoesNotContain(Read(route, near), one => one.IsOurs);
    });

    [Theory]
    [InlineData("192.0.2.10", 32)]
    [InlineData("192.0.2.10", 24)]
    [InlineData("2001:db8::a", 64)]
    public void Packets_to_an_address_end_here_once_it_is_added(string text, int prefix) =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("route add default dev near");
        using var route = RouteSocket.Open();
        var (near, address) = (NetworkNamespace.IndexOf("near"),
            Addresses.Of("near", text, prefix));
        Assert.False(route.IsLocal(address.Address));

        Assert.Null(route.AddAddress(near, address, AddressLifetime.Forever));
        var took = Waiting.Milliseconds(
            () => Assert.True(SpinWait.SpinUntil(() => route.IsLocal(address.Address), 10_000)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{text}: local after {took:0.000} ms");

        Assert.Null(route.RemoveAddress(near, address));
        Assert.False(route.IsLocal(address.Address));
    });

    [Fact]
    public void An_address_that_we_added_gets_the_new_lifetime() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var (near, address) = (NetworkNamespace.IndexOf("near"), V4("192.0.2.10", 32));
        Assert.Null(route.AddAddress(near, address, new AddressLifetime(1_000, 1_000)));
        Assert.Null(route.AddAddress(near, address, new AddressLifetime(5_000, 5_000)));
        Assert.InRange(Read(route, near).Single(one => one.IsOurs).Lifetime.ValidSeconds,
            4_990u, 5_000u);

        var faults = new SystemFault?[1];
        route.RefreshAddresses(
            [new AddressRequest(near, address)], new AddressLifetime(9_000, 9_000), faults);
        Assert.Null(faults[0]);
        Assert.InRange(Read(route, near).Single(one => one.IsOurs).Lifetime.ValidSeconds,
            8_990u, 9_000u);
    });

    [Fact]
    public void An_address_that_the_host_has_itself_is_left_alone() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        NetworkNamespace.Ip("link set lo up");
        NetworkNamespace.Ip("address add 192.0.2.10/24 dev near");
        var near = NetworkNamespace.IndexOf("near");

        var fault = route.AddAddress(near, V4("192.0.2.10", 24), AddressLifetime.Forever);

        Assert.Equal("EEXIST", fault?.Name);
        Assert.Contains("add 192.0.2.10/24 to near", fault!.Text, StringComparison.Ordinal);
        Assert.Contains("network configuration", fault.Text, StringComparison.Ordinal);
        Assert.False(Read(route, near).Single(one => !one.Address.IsV6).IsOurs);
    });

    [Fact]
    public void An_unknown_interface_is_a_fault_in_plain_words() => NetworkNamespace.Run(() =>
    {
        using var route = RouteSocket.Open();
        var fault = route.AddAddress(4_711, V4("192.0.2.10", 32), AddressLifetime.Forever);
        Assert.Equal("ENODEV", fault?.Name);
        Assert.Equal("cannot add 192.0.2.10/32 to interface 4711: No such device (ENODEV); " +
            "there is no such interface any more", fault!.Text);
    });

    [Fact]
    public void The_kernels_own_words_stand_in_the_fault() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var fault = route.AddAddress(NetworkNamespace.IndexOf("near"),
            V4("192.0.2.10", 32), new AddressLifetime(10, 20));
        Assert.Equal("EINVAL", fault?.Name);
        Assert.Contains("the kernel says: ", fault!.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void A_batch_answers_for_each_address() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        var faults = new SystemFault?[3];
        route.AddAddresses(
        [
            new(near, V4("192.0.2.10", 32)),
            new(4_711, V4("192.0.2.11", 32)),
            new(near, V4("192.0.2.12", 32)),
        ], AddressLifetime.Forever, faults);
        Assert.Equal([null, "ENODEV", null], faults.Select(fault => fault?.Name));
        Assert.Equal(2, Read(route, near).Count(one => one.IsOurs));
    });

    [Theory]
    [InlineData(32)]
    [InlineData(16)]
    public void A_thousand_addresses_come_and_go(int prefix) => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        var requests = Enumerable.Range(1, Many).Select(number => new AddressRequest(near,
            new InterfaceAddress("near", IpAddress.V4(0x0a000000u + (uint)number), prefix, 24)))
            .ToArray();
        var faults = new SystemFault?[Many];

        var added = Waiting.Milliseconds(
            () => route.AddAddresses(requests, AddressLifetime.Forever, faults));
        Assert.All(faults, Assert.Null);
        Assert.Equal(Many, Read(route, near).Count(one => one.IsOurs));

        var removed = Waiting.Milliseconds(() => route.RemoveAddresses(requests, faults));
        Assert.All(faults, Assert.Null);
        Assert.DoesNotContain(Read(route, near), one => one.IsOurs);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Many} of /{prefix}: added in {added:0.0} ms, removed in {removed:0.0} ms");
    });

    [Fact]
    public void Interfaces_are_listed_with_carrier_and_hardware_address() =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("link set near address 02:00:00:00:00:fe");
        NetworkNamespace.Ip("link add idle type veth peer name other");
        using var route = RouteSocket.Open();
        Assert.Null(route.ListInterfaces(out var interfaces));
        var near = interfaces.Single(link => link.Name == "near");
        Assert.Equal((0x0200000000FEul, true), (near.HardwareAddress, near.Usable));
        Assert.False(interfaces.Single(link => link.Name == "idle").Usable);
        Assert.Equal(["far", "idle", "lo", "near", "other"],
            interfaces.Select(link => link.Name).Order(StringComparer.Ordinal));
    });

    [Fact]
    public void The_neighbour_table_is_read() => NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("neighbour add 192.0.2.1 lladdr 02:00:00:00:00:fe dev near");
        NetworkNamespace.Ip("neighbour add 2001:db8::1 lladdr 02:00:00:00:00:fd dev near");
        Assert.Null(NeighbourTable.Read(out var neighbours));
        var near = NetworkNamespace.IndexOf("near");
        Assert.Contains(new Neighbour(Addresses.Of("192.0.2.1"), 0x0200000000FE, near,
            NeighbourState.Permanent), neighbours);
        Assert.Contains(new Neighbour(Addresses.Of("2001:db8::1"), 0x0200000000FD, near,
            NeighbourState.Permanent), neighbours);
    });

    private static InterfaceAddress V4(string text, int prefix) =>
        Addresses.Of("near", text, prefix);

    private static ImmutableArray<KernelAddress> Read(RouteSocket route, int index)
    {
        Assert.Null(route.Dump(index, out var addresses));
        return addresses;
    }
}
