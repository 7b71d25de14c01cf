using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Configuration.Reading;

namespace Wackamole.Tests.Configuration;

public sealed class MeshConfigurationTests
{
    private const string Alone = "\nGroup = wack1 Authentication = none VIFs { eth0:10.0.0.9/24 }";

    [Fact]
    public void Peers_take_addresses_ports_and_pairs()
    {
        var file = Accepted("""
            Peers { 10.0.0.1 10.0.0.2:4900 { 10.0.0.3 192.168.9.3 } fd00::1 [fd00::2] [fd00::3]:5 }
            Port = 4810
            """ + Alone);

        Assert.Equal(
            [
                new Peer(At("10.0.0.1", 4810)), new Peer(At("10.0.0.2", 4900)),
                new Peer(At("10.0.0.3", 4810), At("192.168.9.3", 4810)),
                new Peer(At("fd00::1", 4810)), new Peer(At("fd00::2", 4810)),
                new Peer(At("fd00::3", 5)),
            ],
            file.Peers.Items);
        Assert.Equal(2, file.ToNodeSettings("web1", null, out _)!.Links);
    }

    [Fact]
    public void Multicast_takes_a_group_with_links()
    {
        var file = Accepted("Multicast = 239.192.0.7:5000 Links { eth1 eth2 }" + Alone);
        Assert.Equal(At("239.192.0.7", 5000), file.Multicast);
        var settings = file.ToNodeSettings("web1", null, out _)!;
        Assert.Equal(At("239.192.0.7", 5000), settings.Multicast);
        Assert.Equal(2, settings.Links);
    }

    [Fact]
    public void Multicast_without_a_port_takes_the_mesh_s() =>
        Assert.Equal(At("ff15::7", 9), Accepted("Multicast = ff15::7 Port = 9" + Alone).Multicast);

    [Fact]
    public void Default_port_is_neither_of_Spread_s() =>
        Assert.Equal(4807, Accepted("Peers { 10.0.0.1 }" + Alone).Peers[0].First.Port);

    [Theory]
    [InlineData("", 400_000, 50_000, 320_000)]
    [InlineData("DetectionTime = 100ms", 100_000, 12_500, 80_000)]
    [InlineData("DetectionTime = 64ms", 64_000, 8_000, 51_200)]
    [InlineData("DetectionTime = 1s Heartbeat = 100ms", 1_000_000, 100_000, 840_000)]
    [InlineData("Heartbeat = 10ms", 400_000, 10_000, 384_000)]
    [InlineData("Heartbeat = 7.001ms", 400_000, 7_001, 388_798)]
    [InlineData("Lease = 330ms", 400_000, 50_000, 330_000)]
    public void Times_that_are_not_written_follow_from_those_that_are(
        string text, int detectionUs, int heartbeatUs, int leaseUs)
    {
        var timing = Completed(text).Timing;
        Assert.Null(timing.Fault());
        Assert.Equal(TimeSpan.FromMicroseconds(detectionUs), timing.Detection);
        Assert.Equal(TimeSpan.FromMicroseconds(heartbeatUs), timing.Heartbeat);
        Assert.Equal(TimeSpan.FromMicroseconds(leaseUs), timing.Lease);
    }

    [Theory]
    [InlineData("VIFs { eth0:fd00::1/64 }", "eth0", "fd00::1", 64, 64)]
    [InlineData("VIFs { eth0:fd00::1/64n48 }", "eth0", "fd00::1", 64, 48)]
    [InlineData("VIFs { eth0:[FD00::1]/64 }", "eth0", "fd00::1", 64, 64)]
    [InlineData("VIFs { eth0:fd00::1 }", "eth0", "fd00::1", 128, 64)]
    [InlineData("VIFs { bce0:[fd00::1]/64 }", "bce0", "fd00::1", 64, 64)]
    [InlineData("VIFs { fd00:10.0.0.1/64n128 }", null, null, 0, 0)]
    [InlineData("VIFs { fd00:1::1/64 }", null, null, 0, 0)]
    public void IPv6_address_stands_behind_its_interface(
        string text, string? name, string? address, int length, int neighbourhood)
    {
        var result = Read(text + "\nGroup = g Authentication = none");
        Assert.Equal(name is null, result.File is null);
        if (name is not null)
        {
            Assert.Equal(On(name, address!, length, neighbourhood),
                result.File!.VirtualInterfaces[0].Addresses[0]);
        }
    }

    [Fact]
    public void Interface_that_looks_like_IPv6_is_no_part_of_an_IPv4_address() => Assert.Equal(
        On("fd00", "10.0.0.1", 24),
        Completed("VIFs { fd00:10.0.0.1/24 }").VirtualInterfaces[0].Addresses[0]);

    private static Endpoint At(string address, ushort port) => new(Ip(address), port);
}
