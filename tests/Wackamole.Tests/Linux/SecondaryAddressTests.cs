using Wackamole.Linux;
using Wackamole.Linux.Netlink;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Removing an address never takes another one along, on a real kernel.</summary>
public sealed class SecondaryAddressTests
{
    private const string Setting = "/proc/sys/net/ipv4/conf/near/promote_secondaries";

    [Fact]
    public void Removing_a_primary_leaves_its_secondaries() => Removing("192.0.2.1", first: true);

    [Fact]
    public void Removing_a_secondary_leaves_its_primary() => Removing("192.0.2.2", first: false);

    [Fact]
    public void Removing_a_primary_leaves_a_foreign_secondary_as_it_was() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        Assert.Null(route.AddAddress(near, Addresses.Of("near", "192.0.2.1", 24),
            AddressLifetime.Forever));
        NetworkNamespace.Ip("address add 192.0.2.2/24 dev near label near:1");

        Assert.Null(route.RemoveAddress(near, Addresses.Of("near", "192.0.2.1", 24)));

        var left = Assert.Single(Left(route, near));
        Assert.Equal(("192.0.2.2/24", (byte)0, "near:1"),
            (left.ToString(), left.Protocol, left.Label));
        Assert.Equal("1", File.ReadAllText(Setting).Trim());
    });

    [Fact]
    public void Without_promotion_the_kernel_would_take_secondaries_along() =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("address add 192.0.2.1/24 dev near");
        NetworkNamespace.Ip("address add 192.0.2.2/24 dev near");
        NetworkNamespace.Ip("address del 192.0.2.1/24 dev near");
        using var route = RouteSocket.Open();
        Assert.Empty(Left(route, NetworkNamespace.IndexOf("near")));
    });

    [Fact]
    public void Where_the_kernel_may_not_promote_no_secondary_leaves_for_a_moment() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        NetworkNamespace.Ip("address add 192.0.2.1/24 dev near");
        NetworkNamespace.Ip("address add 192.0.2.2/24 brd + dev near label near:1 metric 9");
        NetworkNamespace.Ip("route add default via 192.0.2.254 dev near");
        Assert.Null(route.AddAddress(near, Addresses.Of("near", "192.0.2.3", 24),
            AddressLifetime.Forever));
        Assert.Null(route.Dump(near, out var present));
        var before = present.Single(one => one.Label == "near:1");
        using var monitor = RouteMonitor.Open();

        RemoveWithoutPromotion(
            present.Single(one => one.ToString() == "192.0.2.1/24"), [.. present]);

        var left = Left(route, near);
        Assert.Equal(["192.0.2.2/24", "192.0.2.3/24"], left.Select(one => one.ToString()));
        Assert.Equal(before with { Flags = 0x80 }, left[0]);
        Assert.Equal("0", File.ReadAllText(Setting).Trim());
        Assert.Contains("default via 192.0.2.254", NetworkNamespace.Ip("route"),
            StringComparison.Ordinal);
        AssertNeverAway(monitor, "192.0.2.2");
        AssertNeverAway(monitor, "192.0.2.3");
    });

    private static void Removing(string gone, bool first) => NetworkNamespace.RunWithCable(() =>
    {
        using var route = RouteSocket.Open();
        var near = NetworkNamespace.IndexOf("near");
        foreach (var text in (string[])["192.0.2.1", "192.0.2.2", "192.0.2.3"])
        {
            Assert.Null(route.AddAddress(near, Addresses.Of("near", text, 24),
                AddressLifetime.Forever));
        }

        Assert.Equal([false, true, true], Left(route, near).Select(one => one.IsSecondary));
        Assert.Null(route.RemoveAddress(near, Addresses.Of("near", gone, 24)));
        Assert.Equal([first ? "192.0.2.2" : "192.0.2.1", "192.0.2.3"],
            Left(route, near).Select(one => one.Address.ToString()).Order(StringComparer.Ordinal));
        Assert.Null(route.RemoveAddress(near, Addresses.Of("near", gone, 24)));
        Assert.Equal(2, Left(route, near).Length);
    });

    // As on a host whose /proc/sys is read-only, as in containers.
    private static void RemoveWithoutPromotion(KernelAddress removed, KernelAddress[] present)
    {
        using var connection = NetlinkConnection.Open(0, waits: true);
        var faults = new SystemFault?[1];
        new AddressBatch(connection).Run(
            RemovalPlan.Make([removed], present, _ => false), faults);
        Assert.Null(faults[0]);
    }

    /// <summary>Counts the address' appearances and departures: it must never be at zero.</summary>
    private static void AssertNeverAway(RouteMonitor monitor, string text)
    {
        var (count, address) = (1, Addresses.Of(text));
        while (monitor.TryRead(out var notice))
        {
            count += notice switch
            {
                RouteNotice.AddressAdded added when added.Address.Address == address => 1,
                RouteNotice.AddressRemoved removed when removed.Address == address => -1,
                _ => 0,
            };
            Assert.True(count > 0, $"{text} was away");
        }
    }

    private static KernelAddress[] Left(RouteSocket route, int index)
    {
        Assert.Null(route.Dump(index, out var addresses));
        return [.. addresses.Where(one => !one.Address.IsV6)];
    }
}
