using System.Text;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

/// <summary>
/// The exact bytes of whole packets, computed once by another implementation of HKDF, HMAC and
/// the ciphers: a change here cuts a cluster in two during an upgrade.
/// </summary>
public sealed class PacketBytesTests
{
    private const string FromCluster =
        "084910a0f5d1b6a8" + "a1a2a3a4a5a6a7a8" + "1122334455667788" + "0000000000000007"
        + "05616c706861";

    [Theory]
    [InlineData(PacketAlgorithm.Plain, "574d010001" + FromCluster + "010203" + "eee90222")]
    [InlineData(PacketAlgorithm.Aes256Gcm, "574d010101" + FromCluster
        + "000102030405060708090a0b0c0d0e0f" + "cb83ac0762bc7ae6f76c8eb0"
        + "73ad95" + "9ff14310e116db4e7a57f7bc6a3c1758")]
    [InlineData(PacketAlgorithm.ChaCha20Poly1305, "574d010201" + FromCluster
        + "000102030405060708090a0b0c0d0e0f" + "d8ba5102f1ecc8743efed58b"
        + "d333d2" + "61db52608238cfeda41b9abda66d3836")]
    public void A_packet_has_exactly_these_bytes(PacketAlgorithm algorithm, string hex)
    {
        var keys = algorithm == PacketAlgorithm.Plain ? null : Keys(1);
        using var sealer = new PacketSealer(Group, keys, Salt, algorithm);
        using var opener = new PacketOpener(Group, keys, new NameTable());
        var packet = new byte[200];
        var length = sealer.Seal(Header(), [1, 2, 3], packet);

        Assert.Equal(hex, Convert.ToHexStringLower(packet, 0, length));
        Assert.Equal(RefusalReason.None, opener.Open(packet.AsSpan(0, length), new byte[200],
            out var header, out var body));
        Assert.Equal(Header(), header);
        Assert.Equal([1, 2, 3], body.ToArray());
    }

    // The check value of CRC-32C in every catalogue of such sums.
    [Fact]
    public void The_checksum_is_the_Castagnoli_one() =>
        Assert.Equal(0xe306_9283, PacketLayout.Checksum(Encoding.ASCII.GetBytes("123456789")));
}
