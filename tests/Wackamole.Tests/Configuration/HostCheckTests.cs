using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class HostCheckTests
{
    private static readonly ImmutableArray<HostInterface> Host =
    [
        new("eth0", [Block("10.0.0.7", 24), Block("fd00::7", 64)])
        {
            Own = [Block("10.0.0.7", 32).First, Block("fd00::7", 128).First],
        },
        new("eth1", []), new("eth1", []),
        new("eth2", [Block("10.2.0.0", 24)])
        {
            Own = [Block("10.2.0.1", 32).First, Block("10.2.0.2", 32).First],
        },
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

    [Theory]
    [InlineData("eth0:10.0.0.7/24", true)]
    [InlineData("eth0:10.0.0.7/32", true)]
    [InlineData("eth0:fd00::7/64", true)]
    [InlineData("eth2:10.2.0.1/24 eth2:10.2.0.2/24", true)]
    [InlineData("eth2:10.2.0.1/24", false)]
    [InlineData("eth0:10.0.0.8/24", false)]
    public void The_only_address_of_an_interface_cannot_be_a_virtual_one(
        string addresses, bool isRefused)
    {
        var said = Check($"VIFs {{ {addresses} }}");

        Assert.Equal(isRefused, said.Length > 0);
        Assert.All(said, one => Assert.Equal((DiagnosticKind.OnlyAddress,
            DiagnosticSeverity.Error), (one.Kind, one.Severity)));
    }

    private static ImmutableArray<Diagnostic> Check(string text) =>
        Read(text + "\nGroup = g Authentication = none").CheckHost(Host);
}
