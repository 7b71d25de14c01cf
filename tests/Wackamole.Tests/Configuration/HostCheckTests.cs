using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class HostCheckTests
{
    private static readonly ImmutableArray<HostInterface> Host =
    [
        new("eth0", [Block("10.0.0.7", 24), Block("fd00::7", 64)]), new("eth1", []),
        new("eth1", []),
    ];

    [Fact]
    public void Addresses_that_fit_the_host_are_not_spoken_of() => Assert.Empty(Check(
        "VIFs { eth0:10.0.0.1/32 eth0:fd00::1/128 eth0:10.5.0.1/24 eth1:10.6.0.1/24 }"));

    [Fact]
    public void Interface_that_does_not_exist_is_named_with_its_place_and_the_nearest()
    {
        var said = Assert.Single(Check("VIFs { eth0:10.0.0.1/24\n  eht0:10.0.0.2/24 }"));
        Assert.Equal("""
            wackamole.conf:2:3: warning: this host has no interface eht0, so it cannot hold 10.0.0.2
                  eht0:10.0.0.2/24 }
                  ^~~~~~~~~~~~~~~~
                Did you mean `eth0`?
            """, said.ToString());
        Assert.Equal(DiagnosticKind.InterfaceUnknownHere, said.Kind);
    }

    [Theory]
    [InlineData("eth0:10.0.1.1/32")]
    [InlineData("eth0:fd00:0:0:1::1/128")]
    [InlineData("eth1:10.0.0.1/32")]
    public void Address_outside_every_prefix_is_named(string address) => Assert.Equal(
        DiagnosticKind.AddressOutsideEveryPrefix,
        Assert.Single(Check($"VIFs {{ {address} }}")).Kind);

    private static ImmutableArray<Diagnostic> Check(string text) =>
        Read(text + "\nGroup = g Authentication = none").CheckHost(Host);
}
