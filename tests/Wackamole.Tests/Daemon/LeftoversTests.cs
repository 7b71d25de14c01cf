using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class LeftoversTests
{
    private static readonly HashSet<IpAddress> Listed =
        Leftovers.AddressesOf([HostParts.Vif("e0:10.0.0.1/24", "e0:10.0.0.2/24")]);

    private static readonly ImmutableArray<KernelAddress> Present =
    [
        Kernel("10.0.0.1", RouteSocket.AddressProtocol),
        Kernel("10.0.0.2", 0),
        Kernel("10.0.0.3", RouteSocket.AddressProtocol),
        Kernel("10.0.0.4", 0),
    ];

    [Fact]
    public void At_the_start_all_that_is_listed_goes_and_all_that_is_tagged()
    {
        Assert.Equal(["10.0.0.1/24", "10.0.0.2/24", "10.0.0.3/24"],
            Texts(Leftovers.AtStart(Present, Listed, alsoUnlisted: true)));
    }

    [Fact]
    public void At_the_start_beside_another_group_its_addresses_stay()
    {
        Assert.Equal(["10.0.0.1/24", "10.0.0.2/24"],
            Texts(Leftovers.AtStart(Present, Listed, alsoUnlisted: false)));
    }

    [Fact]
    public void Beside_another_group_only_what_is_listed_and_tagged_may_be_its()
    {
        Assert.Equal("10.0.0.1/24", Leftovers.PerhapsHeld(Present, Listed)?.ToString());
        Assert.Null(Leftovers.PerhapsHeld(
            [.. Present.Where(one => one.Address != HostParts.Ip("10.0.0.1"))], Listed));
    }

    [Fact]
    public void At_the_end_only_what_is_listed_and_tagged_goes()
    {
        Assert.Equal(["10.0.0.1/24"], Texts(Leftovers.AtEnd(Present, Listed)));
    }

    [Fact]
    public void At_the_end_on_a_kernel_without_tags_the_list_decides()
    {
        ImmutableArray<KernelAddress> untagged =
            [.. Present.Select(one => one with { Protocol = 0 })];
        Assert.Equal(["10.0.0.1/24", "10.0.0.2/24"], Texts(Leftovers.AtEnd(untagged, Listed)));
    }

    private static IEnumerable<string> Texts(ImmutableArray<KernelAddress> addresses) =>
        addresses.Select(one => one.ToString());

    private static KernelAddress Kernel(string address, byte protocol) =>
        new(2, HostParts.Ip(address), 24, protocol, 0);
}
