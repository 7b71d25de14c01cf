using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

public sealed class PacketOpenerTests
{
    [Fact]
    public void Something_shorter_than_a_packet_is_too_short()
    {
        Assert.Equal(RefusalReason.TooShort, Open([], Keys(1)));
        Assert.Equal(RefusalReason.TooShort, Open(Packet(Keys(1))[..36], Keys(1)));
        Assert.Equal(RefusalReason.TooShort, Open(Packet(Keys(1))[..86], Keys(1)));
        Assert.Equal(RefusalReason.TooShort, Open(Packet(null)[..46], null));
    }

    [Fact]
    public void Something_longer_than_a_datagram_is_too_long() =>
        Assert.Equal(RefusalReason.TooLong,
            Open(new byte[Limits.ReceivedDatagramBytes + 1], Keys(1)));

    [Theory]
    [InlineData(0, 0x58, RefusalReason.NotOurs)]
    [InlineData(1, 0x00, RefusalReason.NotOurs)]
    [InlineData(2, 2, RefusalReason.OtherVersion)]
    [InlineData(3, 3, RefusalReason.UnsupportedAlgorithm)]
    [InlineData(3, 0, RefusalReason.PlainWhereSealed)]
    [InlineData(3, 2, RefusalReason.Unauthenticated)]
    [InlineData(4, 0, RefusalReason.UnknownKind)]
    [InlineData(4, 13, RefusalReason.UnknownKind)]
    [InlineData(4, 2, RefusalReason.Unauthenticated)]
    [InlineData(5, 0xff, RefusalReason.OtherCluster)]
    [InlineData(37, 0, RefusalReason.BadName)]
    [InlineData(37, 64, RefusalReason.BadName)]
    [InlineData(38, (byte)' ', RefusalReason.BadName)]
    [InlineData(38, 0xc3, RefusalReason.BadName)]
    public void One_wrong_byte_of_the_header_is_refused_by_name(
        int offset, byte value, RefusalReason expected)
    {
        var packet = Packet(Keys(1));
        packet[offset] = value;

        Assert.Equal(expected, Open(packet, Keys(1)));
    }

    [Fact]
    public void Any_changed_bit_of_a_sealed_packet_is_refused()
    {
        var packet = Packet(Keys(1));
        using var opener = new PacketOpener(Group, Keys(1), new NameTable());
        Assert.Equal(RefusalReason.None, opener.Open(packet, new byte[2000], out _, out _));
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(RefusalReason.None, opener.Open(packet, new byte[2000], out _, out _));
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    [Fact]
    public void Any_changed_bit_of_a_plain_packet_is_refused()
    {
        var packet = Packet(null);
        for (var bit = 0; bit < packet.Length * 8; bit++)
        {
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(RefusalReason.None, Open(packet, null));
            packet[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        packet[^1] ^= 1;
        Assert.Equal(RefusalReason.Damaged, Open(packet, null));
    }

    [Fact]
    public void Another_group_is_another_cluster()
    {
        using var sealer = new PacketSealer("wack2", Keys(1), Salt);
        var packet = new byte[200];
        var length = sealer.Seal(Header(), [1], packet);

        Assert.Equal(RefusalReason.OtherCluster, Open(packet[..length], Keys(1)));
    }

    [Fact]
    public void Another_key_is_told_and_not_taken_for_another_cluster() =>
        Assert.Equal(RefusalReason.Unauthenticated, Open(Packet(Keys(2)), Keys(1)));

    [Fact]
    public void A_host_with_a_key_and_one_without_refuse_each_other()
    {
        Assert.Equal(RefusalReason.PlainWhereSealed, Open(Packet(null), Keys(1)));
        Assert.Equal(RefusalReason.SealedWherePlain, Open(Packet(Keys(1)), null));
    }

    [Fact]
    public void While_keys_are_rotated_all_hosts_understand_each_other()
    {
        // The order of a rotation: old; old and new; new and old; new.
        ClusterKeys[] steps = [Keys(1), Keys(1, 2), Keys(2, 1), Keys(2)];
        for (var step = 1; step < steps.Length; step++)
        {
            Assert.Equal(RefusalReason.None, Open(Packet(steps[step - 1]), steps[step]));
            Assert.Equal(RefusalReason.None, Open(Packet(steps[step]), steps[step - 1]));
        }

        Assert.Equal(RefusalReason.Unauthenticated, Open(Packet(Keys(1)), Keys(2)));
    }

    [Fact]
    public void A_refused_packet_leaves_no_name_behind()
    {
        var names = new NameTable();
        using var opener = new PacketOpener(Group, Keys(1), names);
        var refusal = opener.Open(Packet(Keys(2)), new byte[2000], out var header, out _);

        Assert.Equal(RefusalReason.Unauthenticated, refusal);
        Assert.Equal(PacketHeader.None, header);
        Assert.Equal(0, names.Count);
    }

    [Fact]
    public void Many_runs_of_senders_are_opened_though_only_some_keys_are_kept()
    {
        using var opener = new PacketOpener(Group, Keys(1), new NameTable());
        for (var run = 0; run < Limits.CachedPacketKeys + 10; run++)
        {
            var packet = Packet(Keys(1), (UInt128)run);
            Assert.Equal(RefusalReason.None, opener.Open(packet, new byte[200], out _, out _));
        }

        Assert.Equal(Limits.CachedPacketKeys, opener.KnownRuns);
        Assert.Equal(RefusalReason.None,
            opener.Open(Packet(Keys(1), 0), new byte[200], out _, out _));
    }

    [Fact]
    public void A_stranger_who_invents_salts_leaves_no_key_behind()
    {
        using var opener = new PacketOpener(Group, Keys(1), new NameTable());
        for (var run = 0; run < 20; run++)
        {
            opener.Open(Packet(Keys(2), (UInt128)run), new byte[200], out _, out _);
        }

        Assert.Equal(0, opener.KnownRuns);
    }

    [Fact]
    public void Every_refusal_has_words_of_its_own()
    {
        var texts = Enum.GetValues<RefusalReason>().Select(RefusalText.Explain).ToList();

        Assert.Equal(texts.Count, texts.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(
            texts, text => text.Contains("without a name", StringComparison.Ordinal));
    }

    private static byte[] Packet(ClusterKeys? keys, UInt128? salt = null)
    {
        using var sealer = new PacketSealer(Group, keys, salt ?? Salt);
        var packet = new byte[200];
        return packet[..sealer.Seal(Header(), [1, 2, 3], packet)];
    }

    private static RefusalReason Open(byte[] packet, ClusterKeys? keys)
    {
        using var opener = new PacketOpener(Group, keys, new NameTable());
        return opener.Open(packet, new byte[packet.Length], out _, out _);
    }
}
