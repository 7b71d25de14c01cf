using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Frames on a cable between two interfaces.</summary>
public sealed class PacketSocketTests
{
    private const string Broadcast = "FFFFFFFFFFFF";
    private const string Station = "0200000000FE";
    private const ulong StationAddress = 0x0200000000FE;

    // ARP request from and for 192.0.2.10, and the reply of the same.
    private const string GratuitousRequest = Broadcast + Station + "0806" + "0001080006040001"
        + Station + "C000020A" + "000000000000" + "C000020A";

    private const string GratuitousReply = Broadcast + Station + "0806" + "0001080006040002"
        + Station + "C000020A" + Broadcast + "C000020A";

    // RFC 4861, 4.4: unsolicited, override, target 2001:db8::a, to all nodes.
    private const string Advertisement = "333300000001" + Station + "86DD"
        + "6000000000203AFF" + "20010DB800000000000000000000000A"
        + "FF020000000000000000000000000001"
        + "8800" + "F81B" + "20000000" + "20010DB800000000000000000000000A" + "0201" + Station;

    [Fact]
    public void Gratuitous_arp_is_heard_at_the_other_end() => NetworkNamespace.RunWithCable(() =>
    {
        var near = NetworkNamespace.IndexOf("near");
        using var listener = ArpListener.Open(NetworkNamespace.IndexOf("far"));
        using var own = ArpListener.Open(near);
        using var packets = PacketSocket.Open();

        Assert.Null(packets.SendMany(
            [Frame(near, GratuitousRequest), Frame(near, GratuitousReply)], out var sent));

        Assert.Equal(2, sent);
        var address = Addresses.Of("192.0.2.10");
        Assert.Equal(new Sighting(SightingKind.ArpRequest, address, address, StationAddress,
            StationAddress), Next(listener, listener.TryReceive));
        Assert.Equal(new Sighting(SightingKind.ArpReply, address, null, StationAddress,
            StationAddress), Next(listener, listener.TryReceive));
        Assert.False(own.TryReceive(out _));
    });

    [Fact]
    public void An_unsolicited_advertisement_is_heard_at_the_other_end() =>
        NetworkNamespace.RunWithCable(() =>
    {
        using var listener = NeighbourListener.Open(NetworkNamespace.IndexOf("far"));
        using var packets = PacketSocket.Open();
        Assert.Null(packets.SendMany(
            [Frame(NetworkNamespace.IndexOf("near"), Advertisement)], out _));

        var sighting = Next(listener, listener.TryReceive);
        while (sighting.Source != StationAddress)
        {
            // The kernel's own detection of duplicates for the link-local addresses.
            sighting = Next(listener, listener.TryReceive);
        }

        Assert.Equal(new Sighting(SightingKind.Advertisement, Addresses.Of("2001:db8::a"), null,
            StationAddress, StationAddress), sighting);
    });

    [Fact]
    public void A_host_that_answers_for_an_address_is_seen() => NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("link set far address 02:00:00:00:00:fd");
        NetworkNamespace.Ip("address add 192.0.2.10/24 dev far");
        var near = NetworkNamespace.IndexOf("near");
        using var listener = ArpListener.Open(near);
        using var packets = PacketSocket.Open();

        // A probe as in RFC 5227, 2.1.1: from 0.0.0.0.
        var probe = Broadcast + Station + "0806" + "0001080006040001"
            + Station + "00000000" + "000000000000" + "C000020A";
        Assert.Null(packets.SendMany([Frame(near, probe)], out _));

        Assert.Equal(new Sighting(SightingKind.ArpReply, Addresses.Of("192.0.2.10"), null,
            0x0200000000FD, 0x0200000000FD), Next(listener, listener.TryReceive));
    });

    [Fact]
    public void A_frame_that_is_refused_does_not_stop_the_others() =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("link add idle type veth peer name other");
        var near = NetworkNamespace.IndexOf("near");
        using var listener = ArpListener.Open(NetworkNamespace.IndexOf("far"));
        using var packets = PacketSocket.Open();

        var fault = packets.SendMany(
        [
            Frame(near, GratuitousRequest),
            Frame(NetworkNamespace.IndexOf("idle"), GratuitousReply),
            Frame(4_711, GratuitousReply), Frame(near, GratuitousReply),
        ], out var sent);

        Assert.Equal("cannot send a frame on idle: Network is down (ENETDOWN); the interface is " +
            "down", fault?.Text);
        Assert.Equal(2, sent);
        Assert.Equal(SightingKind.ArpRequest, Next(listener, listener.TryReceive).Kind);
        Assert.Equal(SightingKind.ArpReply, Next(listener, listener.TryReceive).Kind);
    });

    [Fact]
    public void A_thousand_frames_are_sent_at_once() => NetworkNamespace.RunWithCable(() =>
    {
        using var packets = PacketSocket.Open();
        var frames = new Frame[1_000];
        Array.Fill(frames, Frame(NetworkNamespace.IndexOf("near"), GratuitousRequest));
        var sent = 0;
        var took = Waiting.Milliseconds(() => Assert.Null(packets.SendMany(frames, out sent)));
        Assert.Equal(frames.Length, sent);
        TestContext.Current.TestOutputHelper?.WriteLine($"{sent} frames in {took:0.0} ms");
    });

    [Fact]
    public void A_listener_outlives_its_interface_going_down() =>
        NetworkNamespace.RunWithCable(() =>
    {
        var near = NetworkNamespace.IndexOf("near");
        using var listener = ArpListener.Open(NetworkNamespace.IndexOf("far"));
        NetworkNamespace.Ip("link set far down");
        Assert.False(listener.TryReceive(out _));
        NetworkNamespace.Ip("link set far up");
        NetworkNamespace.AwaitCarrier();
        using var packets = PacketSocket.Open();
        Assert.Null(packets.SendMany([Frame(near, GratuitousRequest)], out _));
        Assert.Equal(SightingKind.ArpRequest, Next(listener, listener.TryReceive).Kind);
    });

    private delegate bool Taker(out Sighting sighting);

    private static Sighting Next(IDescriptor descriptor, Taker take)
    {
        var found = default(Sighting);
        Waiting.Until(descriptor, () => take(out found), "a frame");
        return found;
    }

    private static Frame Frame(int index, string hex) => new(index, Convert.FromHexString(hex));
}
