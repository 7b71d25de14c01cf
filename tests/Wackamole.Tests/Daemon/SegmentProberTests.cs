using Wackamole.Addresses;
using Wackamole.Announcing;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class SegmentProberTests
{
    // «far» stands for the rest of the segment: in a network of its own, with a host that answers.
    private const string Peer = "10.0.0.2";

    [Fact]
    public void Segment_with_a_peer_that_answers_is_alive_and_a_free_address_unanswered() => Run(
        (parts, prober) =>
    {
        var probed = ProbeUntil(parts, prober, one => one.Alive.Length > 0,
            "near:10.0.0.50/24", "near:fd00::50/64");

        Assert.Equal(["near"], probed.Alive);
        Assert.Empty(probed.Answered);
    });

    [Fact]
    public void Address_that_another_station_has_is_answered() => Run((parts, prober) =>
    {
        var probed = ProbeUntil(parts, prober, one => one.Answered.Length == 2,
            "near:10.0.0.9/24", "near:fd00::9/64", "near:10.0.0.50/24");

        Assert.Equal([HostParts.Ip("10.0.0.9"), HostParts.Ip("fd00::9")], probed.Answered);
        Assert.Equal(["near"], probed.Alive);
    });

    [Fact]
    public void Segment_with_nobody_on_it_is_not_alive() => Run((parts, prober) =>
    {
        NetworkNamespace.Ip("link set quiet up");

        prober.Take(Probe(3, "quiet:10.5.0.50/24", "lo:10.6.0.1/32"));

        var probed = parts.Await<NodeEvent.SegmentProbed>();

        // A loopback has no neighbours that could be waited for.
        Assert.Equal(["lo"], probed.Alive);
        Assert.Empty(probed.Answered);
    });

    [Fact]
    public void Segment_that_cannot_be_asked_is_said_once_and_not_at_every_probe() => Run(
        (parts, prober) =>
    {
        // «quiet» is down here: nothing can be sent on it.
        for (var token = 1; token <= 5; token++)
        {
            prober.Take(Probe(token, "quiet:10.5.0.50/24"));
            parts.Await<NodeEvent.SegmentProbed>();
        }

        Assert.Single(parts.Log.Text.Split('\n'),
            line => line.Contains("cannot be probed", StringComparison.Ordinal));
    });

    [Fact]
    public void Claim_of_a_held_address_is_reported_but_not_again_and_again() => Run(
        (parts, prober) =>
    {
        var address = HostParts.Address("near:10.0.0.9/24");
        parts.Held.Enter([new HeldAddress(HostParts.Ip("10.0.0.8"), address,
            parts.Interfaces.Find("near")!.Index, HoldState.Held)]);

        // Each probe is answered twice by the other station.
        ProbeUntil(parts, prober, one => one.Answered.Length == 1, "near:10.0.0.9/24");

        var claim = parts.Await<NodeEvent.ForeignClaim>();
        Assert.Equal((HostParts.Ip("10.0.0.8"), address.Address, "near"),
            (claim.Head, claim.Address, claim.Interface));
        Assert.NotEqual(parts.Interfaces.Find("near")!.HardwareAddress, claim.HardwareAddress);
        Assert.False(parts.Saw<NodeEvent.ForeignClaim>());
    });

    [Fact]
    public void Neighbours_of_this_host_are_read_with_their_hardware_addresses() => Run(
        (parts, prober) =>
    {
        prober.Take(Probe(5, "near:10.0.0.50/24"));
        parts.Await<NodeEvent.SegmentProbed>();
        NetworkNamespace.Ip(
            $"neigh replace {Peer} lladdr 02:00:00:00:00:07 dev near nud reachable");

        prober.Take(new NodeAction.ReadArpTable());

        var entry = Assert.Single(parts.Await<NodeEvent.ArpTableRead>().Entries,
            one => one.Address == HostParts.Ip(Peer));
        Assert.Equal(0x0200_0000_0007UL, entry.HardwareAddress);
    });

    [Fact]
    public void Gateways_are_read_from_the_kernels_tables()
    {
        Assert.True(RouteFile.TryReadV4(
            "eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0", "eth0", out var v4));
        Assert.Equal("192.168.2.1", v4.ToString());
        Assert.False(RouteFile.TryReadV4("eth0\t0002A8C0\t00000000\t0001", "eth0", out _));
        Assert.False(RouteFile.TryReadV4("eth1\t00000000\t0102A8C0\t0003", "eth0", out _));
        Assert.False(RouteFile.TryReadV4("Iface\tDestination\tGateway", "Iface", out _));
        Assert.True(RouteFile.TryReadV6(
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 "
            + "fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0",
            "eth0", out var v6));
        Assert.Equal("fe80::1", v6.ToString());
        Assert.False(RouteFile.TryReadV6("nonsense eth0", "eth0", out _));
    }

    // A machine that stalls lets answers come too late for one probe; the node asks again too.
    private static NodeEvent.SegmentProbed ProbeUntil(HostParts parts, SegmentProber prober,
        Func<NodeEvent.SegmentProbed, bool> isMet, params string[] addresses)
    {
        var end = BootClock.Now + Eventually.Bound;
        for (var token = 1; BootClock.Now < end; token++)
        {
            prober.Take(Probe(token, addresses));
            var probed = parts.Await<NodeEvent.SegmentProbed>();
            Assert.Equal(token, probed.Token);
            if (isMet(probed))
            {
                return probed;
            }
        }

        throw new TimeoutException("no probe had the result that was awaited");
    }

    private static NodeAction.ProbeSegment Probe(int token, params string[] addresses) =>
        new(token, [.. addresses.Select(address => HostParts.Vif(address))],
            TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(25));

    private static void Run(Action<HostParts, SegmentProber> test) => NetworkNamespace.Run(() =>
    {
        NetworkNamespace.Ip("link add near type veth peer name far");
        NetworkNamespace.Ip("link add quiet type veth peer name silence");

        // Without an address of their own these two have nothing to say to each other.
        NetworkNamespace.Ip("link set quiet addrgenmode none");
        NetworkNamespace.Ip("link set silence addrgenmode none");
        NetworkNamespace.Ip("link set lo up");
        NetworkNamespace.Ip("addr add 10.0.0.1/24 dev near");
        NetworkNamespace.Ip("addr add fd00::1/64 dev near nodad");
        using var other = OtherNetwork.WithInterface("far",
            "addr add 10.0.0.2/24 dev far", "addr add 10.0.0.9/24 dev far",
            "addr add fd00::2/64 dev far nodad", "addr add fd00::9/64 dev far nodad");
        NetworkNamespace.Ip("link set near up");
        NetworkNamespace.Ip("link set silence up");
        using var parts = new HostParts();
        Assert.True(IpAddress.TryParse(Peer, out var peer));
        var settings = new NodeSettings
        {
            Name = "a",
            Group = "g",
            Timing = Timing.FromDetection(Timing.DefaultDetection),
            Peers = [[new Endpoint(peer, 4807)]],
            VirtualInterfaces = [HostParts.Vif("near:10.0.0.50/24")],
        };
        using var prober = new SegmentProber(
            settings, parts.Held, parts.Interfaces, parts.Loop, parts.Threads, parts.Log);
        test(parts, prober);
    });
}
