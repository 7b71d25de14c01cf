using Wackamole.Core.Values;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Datagrams between sockets of this host.</summary>
public sealed class PeerSocketTests
{
    private static readonly byte[] Hello = "hello"u8.ToArray();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_datagram_arrives_with_its_source(string loopback)
    {
        using var one = PeerSocket.Open(Addresses.Endpoint(loopback, 0), null, null);
        using var other = PeerSocket.Open(Addresses.Endpoint(loopback, 0), null, null);
        var buffer = new byte[64];
        Assert.Equal(-1, other.Receive(buffer, out _));

        Assert.Equal(SendResult.Sent, one.Send(Hello, other.Local));

        var source = Receive(other, buffer, out var length);
        Assert.Equal(one.Local, source);
        Assert.Equal(Hello, buffer[..length]);
        Assert.Equal(-1, other.Receive(buffer, out _));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_port_where_nobody_listens_is_told(string loopback)
    {
        using var one = PeerSocket.Open(Addresses.Endpoint(loopback, 0), null, null);
        Endpoint closed;
        using (var other = PeerSocket.Open(Addresses.Endpoint(loopback, 0), null, null))
        {
            closed = other.Local;
        }

        Assert.Equal(SendResult.Sent, one.Send(Hello, closed));

        var (peer, errno) = (default(Endpoint), 0);
        Waiting.Until(one, () => one.TryReadError(out peer, out errno), "an error");
        Assert.Equal((closed, 111), (peer, errno));
        Assert.False(one.TryReadError(out _, out _));
    }

    [Fact]
    public void A_refused_peer_does_not_hinder_the_others()
    {
        using var one = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        using var other = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        var closed = Addresses.Endpoint("127.0.0.1", 1);
        var buffer = new byte[64];
        for (var round = 0; round < 10; round++)
        {
            Assert.Equal(SendResult.Sent, one.Send(Hello, closed));
            Assert.Equal(SendResult.Sent, one.Send(Hello, closed));
            Assert.Equal(SendResult.Sent, one.Send(Hello, other.Local));
            Receive(other, buffer, out _);
            other.Send(Hello, one.Local);
            Receive(one, buffer, out _);
        }
    }

    [Fact]
    public void An_error_that_another_station_reports_is_not_the_peers_word() =>
        Assert.Equal((113, 111), (ErrnoFrom("192.0.2.1"), ErrnoFrom("192.0.2.9")));

    [Fact]
    public void What_is_too_large_is_said()
    {
        using var one = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        Assert.Equal(SendResult.TooLarge, one.Send(new byte[65_508], one.Local));
        Assert.Equal(SendResult.Sent, one.Send(new byte[60_000], one.Local));
    }

    [Fact]
    public void A_port_is_never_shared()
    {
        using var one = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        var fault = Assert.Throws<SystemFaultException>(
            () => PeerSocket.Open(one.Local, null, null).Dispose()).Fault;
        Assert.Equal("EADDRINUSE", fault.Name);
        Assert.Contains("configure another Port", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_not_up_yet_can_be_listened_at() => NetworkNamespace.Run(() =>
    {
        using var early = PeerSocket.Open(Addresses.Endpoint("192.0.2.10", 4_803), null, null);
        using var earlyV6 = PeerSocket.Open(Addresses.Endpoint("2001:db8::a", 4_803), null, null);
        Assert.Equal(SendResult.Refused,
            early.Send(Hello, Addresses.Endpoint("198.51.100.1", 4_803)));

        NetworkNamespace.Ip("link set lo up");
        NetworkNamespace.Ip("address add 192.0.2.10/32 dev lo");
        using var peer = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        Assert.Equal(SendResult.Sent, peer.Send(Hello, early.Local));
        Assert.Equal(peer.Local, Receive(early, new byte[64], out _));
    });

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.2", "239.192.0.77")]
    [InlineData("2001:db8::1", "2001:db8::2", "ff05::77")]
    public void A_group_is_heard_by_all_but_the_sender(string first, string second, string group) =>
        NetworkNamespace.RunWithCable(() =>
    {
        NetworkNamespace.Ip("link set lo up multicast on");
        NetworkNamespace.Ip("address add 2001:db8::1/64 dev near nodad");
        NetworkNamespace.Ip("address add 2001:db8::2/64 dev near nodad");
        using var route = RouteSocket.Open();
        Assert.True(SpinWait.SpinUntil(() => route.IsLocal(Addresses.Of(first))
            && route.IsLocal(Addresses.Of(second)), 10_000));
        var (joined, name) = (Addresses.Endpoint(group, 4_803),
            Addresses.Of(first).IsV6 ? "near" : "lo");
        using var one = PeerSocket.Open(Addresses.Endpoint(first, 4_803), joined, name);
        using var other = PeerSocket.Open(Addresses.Endpoint(second, 4_803), joined, name);
        var buffer = new byte[64];

        Assert.Equal(SendResult.Sent, one.Send(Hello, joined));
        Assert.Equal(one.Local, Receive(other, buffer, out _));
        Assert.Equal(-1, one.Receive(buffer, out _));

        Assert.Equal(SendResult.Sent, other.Send(Hello, one.Local));
        Assert.Equal(other.Local, Receive(one, buffer, out _));
    });

    [Fact]
    public void An_unknown_interface_is_named()
    {
        var fault = Assert.Throws<SystemFaultException>(() => PeerSocket.Open(
            Addresses.Endpoint("127.0.0.1", 0), null, "nowhere").Dispose()).Fault;
        Assert.Contains("find the interface nowhere", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Sending_and_receiving_allocate_nothing()
    {
        using var one = PeerSocket.Open(Addresses.Endpoint("127.0.0.1", 0), null, null);
        var buffer = new byte[64];
        var (before, received) = (0L, 0);
        for (var round = 0; round < 1_000; round++)
        {
            before = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            one.Send(Hello, one.Local);
            received += one.Receive(buffer, out _) > 0 ? 1 : 0;
            one.TryReadError(out _, out _);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(1_000, received);
    }

    private static Endpoint Receive(PeerSocket socket, byte[] buffer, out int length)
    {
        var (taken, source) = (-1, default(Endpoint));
        Waiting.Until(socket, () =>
        {
            while (taken < 0 && socket.TryReadError(out _, out _))
            {
            }

            taken = socket.Receive(buffer, out source);
            return taken >= 0;
        }, "a datagram");
        length = taken;
        return source;
    }

    // A control message of IP_RECVERR: ECONNREFUSED by ICMP, reported by 192.0.2.9.
    private static int ErrnoFrom(string peer)
    {
        var control = Convert.FromHexString("3000000000000000" + "00000000" + "0B000000"
            + "6F000000" + "02" + "03" + "03" + "00" + "00000000" + "00000000"
            + "0200" + "0000" + "C0000209" + "0000000000000000");
        Assert.True(PeerSocketErrors.TryParse(control, Addresses.Of(peer), out var errno));
        return errno;
    }
}
