using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>What the kernel tells when somebody else changes the network.</summary>
public sealed class RouteMonitorTests
{
    [Fact]
    public void An_address_that_is_removed_by_hand_is_told_with_its_tag() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        var address = Addresses.Of("near", "192.0.2.10", 24);
        using var monitor = RouteMonitor.Open();

        Assert.Null(route.AddAddress(near, address, AddressLifetime.Forever));
        var added = Waiting.Notice<RouteNotice.AddressAdded>(monitor, _ => true);
        Assert.Equal("192.0.2.10/24", added.Address.ToString());
        Assert.True(added.Address.IsOurs);

        NetworkNamespace.Ip("address del 192.0.2.10/24 dev near");
        Assert.Equal(
            new RouteNotice.AddressRemoved(near, address.Address, 24, RouteSocket.AddressProtocol),
            Waiting.Notice<RouteNotice.AddressRemoved>(monitor, _ => true));
    });

    [Fact]
    public void A_lifetime_that_ends_is_told() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        using var monitor = RouteMonitor.Open();
        Assert.Null(route.AddAddress(NetworkNamespace.IndexOf("near"),
            Addresses.Of("near", "192.0.2.10", 32), new AddressLifetime(1, 1)));
        var removed = Waiting.Notice<RouteNotice.AddressRemoved>(monitor, _ => true);
        Assert.Equal(Addresses.Of("192.0.2.10"), removed.Address);
    });

    [Fact]
    public void Carrier_that_goes_and_comes_back_is_told() => NetworkNamespace.RunWithCable(() =>
    {
        using var monitor = RouteMonitor.Open();
        NetworkNamespace.Ip("link set far down");
        Assert.True(Waiting.Notice<RouteNotice.LinkChanged>(monitor,
            change => change.Interface is { Name: "near", Usable: false }).Present);
        NetworkNamespace.Ip("link set far up");
        Assert.True(Waiting.Notice<RouteNotice.LinkChanged>(monitor,
            change => change.Interface is { Name: "near", Usable: true }).Present);
    });

    [Fact]
    public void An_interface_that_goes_is_told_and_one_that_leaves_a_bridge_is_still_there() =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("link add bridge0 type bridge");
        NetworkNamespace.Ip("link set near master bridge0");
        using var monitor = RouteMonitor.Open();

        NetworkNamespace.Ip("link set near nomaster");
        NetworkNamespace.Ip("link delete near");

        var gone = new List<string>();
        while (monitor.TryRead(out var notice))
        {
            if (notice is RouteNotice.LinkChanged { Present: false } change)
            {
                gone.Add(change.Interface.Name);
            }
        }

        Assert.Equal(["far", "near"], gone.Order(StringComparer.Ordinal));
        Assert.Equal(0, monitor.Refused);
    });

    [Fact]
    public void Notices_that_were_lost_are_an_overrun() => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        var requests = Enumerable.Range(1, 2_000).Select(number => new AddressRequest(near,
            Addresses.Of("near", $"10.0.{number / 250}.{number % 250 + 1}", 32))).ToArray();
        var faults = new SystemFault?[requests.Length];
        using var monitor = RouteMonitor.Open();
        for (var round = 0; round < 3; round++)
        {
            route.AddAddresses(requests, AddressLifetime.Forever, faults);
            route.RemoveAddresses(requests, faults);
        }

        Waiting.Notice<RouteNotice.Overrun>(monitor, _ => true);
    });
}
