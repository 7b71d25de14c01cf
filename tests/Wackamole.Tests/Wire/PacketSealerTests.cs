using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

public sealed class PacketSealerTests
{
    [Fact]
    public void A_sealed_heartbeat_opens_as_it_was_written()
    {
        using var sealer = new PacketSealer(Group, Keys(1), Salt);
        using var opener = new PacketOpener(Group, Keys(1), new NameTable());
        var body = Bytes(Heartbeat().Write);
        var packet = new byte[2000];
        var length = sealer.Seal(Header(), body, packet);

        var refusal = opener.Open(packet.AsSpan(0, length), new byte[2000], out var header,
            out var opened);

        Assert.Equal(RefusalReason.None, refusal);
        Assert.Equal(Header(), header);
        Assert.Equal(body, opened.ToArray());
        var names = new NameTable();
        var read = new HeartbeatBody();
        var reader = new ByteReader(opened);
        Assert.True(read.TryRead(ref reader, names));
        Assert.Equal(body, Bytes(read.Write));
        Assert.Equal(new PeerReport(Beta, PeerVerdict.Acknowledged, 1000), read.Peers[0]);
    }

    [Fact]
    public void A_counter_that_was_used_is_a_fault_of_the_program()
    {
        using var sealer = new PacketSealer(Group, Keys(1), Salt);
        sealer.Seal(Header(counter: 7), [1], new byte[200]);

        Assert.Throws<InvariantViolatedException>(
            () => sealer.Seal(Header(counter: 7), [2], new byte[200]));
        Assert.Equal(8UL, sealer.NextCounter);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_length_of_a_packet_is_known_before_it_is_sealed(bool keyed)
    {
        using var sealer = new PacketSealer(Group, keyed ? Keys(1) : null, Salt);
        var packet = new byte[2000];

        Assert.Equal(sealer.SealedLength("alpha", 3), sealer.Seal(Header(), [1, 2, 3], packet));
        Assert.Equal(3, sealer.RoomForBody("alpha", sealer.SealedLength("alpha", 3)));
    }
}
