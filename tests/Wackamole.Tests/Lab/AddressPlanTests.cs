using Wackamole.Lab.Network;
using Xunit;

namespace Wackamole.Tests.Lab;

public sealed class AddressPlanTests
{
    [Theory]
    [InlineData(1, 0, "10.77.1.1")]
    [InlineData(250, 0, "10.77.1.250")]
    [InlineData(251, 0, "10.77.2.1")]
    [InlineData(1000, 0, "10.77.4.250")]
    [InlineData(2, 1, "10.78.1.2")]
    public void Virtual_addresses_are_numbered_and_none_looks_like_a_network_or_a_broadcast(
        int number, int segment, string expected) =>
        Assert.Equal(expected, AddressPlan.Virtual(number, segment).ToString());

    [Fact]
    public void Hosts_and_virtual_addresses_of_both_families_are_apart()
    {
        Assert.Equal("10.77.0.3", AddressPlan.Host(3).ToString());
        Assert.Equal("10.78.0.3", AddressPlan.Host(3, segment: 1).ToString());
        Assert.Equal("fd77::3", AddressPlan.HostV6(3).ToString());
        Assert.Equal("fd77::1:3", AddressPlan.VirtualV6(3).ToString());
    }
}
