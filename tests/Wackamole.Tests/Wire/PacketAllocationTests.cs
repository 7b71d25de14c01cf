using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

public sealed class PacketAllocationTests
{
    private readonly byte[] _plain = new byte[20_000];
    private readonly byte[] _packet = new byte[20_000];
    private readonly byte[] _opened = new byte[20_000];
    private readonly HeartbeatBody _read = new();
    private readonly NameTable _names = new();
    private ReplayWindow _window;

    [Theory]
    [InlineData(PacketAlgorithm.Plain)]
    [InlineData(PacketAlgorithm.Aes256Gcm)]
    [InlineData(PacketAlgorithm.ChaCha20Poly1305)]
    public void A_heartbeat_there_and_back_allocates_nothing(PacketAlgorithm algorithm)
    {
        var keys = algorithm == PacketAlgorithm.Plain ? null : Keys(1, 2);
        using var sealer = new PacketSealer(Group, keys, Salt, algorithm);
        using var opener = new PacketOpener(Group, keys, _names);
        var body = Heartbeat(127);
        for (var round = 0; round < 50; round++)
        {
            Assert.True(Round(sealer, opener, body));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var good = true;
        for (var round = 0; round < 200; round++)
        {
            good &= Round(sealer, opener, body);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(good);
    }

    private bool Round(PacketSealer sealer, PacketOpener opener, HeartbeatBody body)
    {
        var writer = new ByteWriter(_plain);
        body.Write(ref writer);
        var header = Header(counter: sealer.NextCounter);
        var length = sealer.Seal(header, writer.WrittenBytes, _packet);
        var refusal = opener.Open(_packet.AsSpan(0, length), _opened, out var from, out var opened);
        var reader = new ByteReader(opened);
        return refusal == RefusalReason.None && from == header
            && _window.Accept(from.Counter) == ReplayVerdict.New
            && _read.TryRead(ref reader, _names) && _read.Count == 127;
    }
}
