using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class LinkPlanTests
{
    private static readonly ImmutableArray<NetworkInterface> Interfaces =
        [new("e0", 2, 0x0200_0000_0001, true), new("e1", 3, 0x0200_0000_0002, true)];

    private static readonly ImmutableArray<KernelAddress> Addresses =
    [
        Kernel(2, "10.0.0.1", RouteSocket.AddressProtocol),
        Kernel(2, "10.0.0.5", 0),
        Kernel(3, "10.1.0.5", 0),
        Kernel(3, "fe80::5", 0),
    ];

    [Fact]
    public void Listed_host_binds_to_its_own_endpoint_on_each_link()
    {
        var plans = Make("Peers { {10.0.0.4 10.1.0.4} {10.0.0.5 10.1.0.5} }");

        Assert.Equal(["10.0.0.5:4807", "10.1.0.5:4807"], plans.Select(one => $"{one.Local}"));
        Assert.All(plans, one => Assert.True(one.IsListed));
    }

    [Fact]
    public void Virtual_address_left_behind_by_us_is_never_bound_to()
    {
        var plan = Assert.Single(Make("Peers { 10.0.0.1 10.0.0.5 }"));
        Assert.Equal("10.0.0.5:4807", plan.Local.ToString());
    }

    [Fact]
    public void Link_local_address_says_its_interface()
    {
        var plan = Assert.Single(Make("Peers { [fe80::5] [fe80::6] }"));
        Assert.Equal("e1", plan.InterfaceName);
    }

    [Fact]
    public void Host_that_is_not_listed_takes_the_address_that_its_routes_choose() =>
        NetworkNamespace.Run(() =>
        {
            NetworkNamespace.Ip("link set lo up");
            NetworkNamespace.Ip("addr add 10.9.0.7/24 dev lo");
            var plan = Assert.Single(Make("Port = 4900 Peers { 10.9.0.1:4807 }"));
            Assert.Equal("10.9.0.7:4900", plan.Local.ToString());
            Assert.False(plan.IsListed);
        });

    [Fact]
    public void Host_without_a_route_leaves_the_choice_to_the_kernel() => NetworkNamespace.Run(() =>
    {
        var plan = Assert.Single(Make("Peers { 10.9.0.1 }"));
        Assert.Equal("0.0.0.0:4807", plan.Local.ToString());
    });

    [Fact]
    public void Multicast_uses_the_address_of_each_named_interface()
    {
        var plans = Make("Multicast = 239.192.0.1 Links { e0 e1 }");

        Assert.Equal([("10.0.0.5:4807", "e0"), ("10.1.0.5:4807", "e1")],
            plans.Select(one => ($"{one.Local}", one.InterfaceName!)));
        Assert.All(plans, one => Assert.Equal("239.192.0.1:4807", $"{one.MulticastGroup}"));
    }

    [Fact]
    public void Multicast_over_ipv6_takes_an_address_of_that_family()
    {
        var plan = Assert.Single(Make("Multicast = [ff15::1] Links { e1 }"));
        Assert.Equal("[fe80::5]:4807", plan.Local.ToString());
    }

    private static ImmutableArray<LinkPlan> Make(string text)
    {
        var result = ConfigurationReader.Read(
            $"Group = g Node = a Authentication = none {text} "
            + "VirtualInterfaces { e0:10.0.0.9/24 }", "test");
        Assert.True(result.File is not null, string.Join('\n', result.Diagnostics));
        var node = result.File.ToNodeSettings("a", null, out _)!;
        return LinkPlan.Make(new HostSettings("test", result.File, node), Addresses, Interfaces);
    }

    private static KernelAddress Kernel(int index, string address, byte protocol) =>
        new(index, HostParts.Ip(address), 24, protocol, 0);
}
