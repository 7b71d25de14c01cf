using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

public sealed class NonceTests
{
    // 37 bytes, the name «alpha» with its length byte, the salt.
    private const int NonceOffset = PacketLayout.FixedBytes + 6 + PacketLayout.SaltBytes;

    [Fact]
    public void No_two_packets_of_a_run_have_one_nonce()
    {
        using var sealer = new PacketSealer(Group, Keys(1), Salt);
        var nonces = new HashSet<string>(StringComparer.Ordinal);
        for (ulong counter = 1; counter <= 5000; counter++)
        {
            Assert.True(nonces.Add(NonceOf(sealer, counter, [1, 2, 3])));
        }
    }

    [Fact]
    public void A_machine_resumed_twice_from_one_snapshot_repeats_no_nonce()
    {
        // Two copies of one process: the same salt, incarnation and counter; what they hear, and
        // so what they say, differs.
        using var once = new PacketSealer(Group, Keys(1), Salt);
        using var again = new PacketSealer(Group, Keys(1), Salt);

        Assert.NotEqual(NonceOf(once, 9, [1, 2, 3]), NonceOf(again, 9, [1, 2, 4]));
    }

    [Fact]
    public void Two_starts_share_no_key_so_that_equal_packets_look_different()
    {
        using var once = new PacketSealer(Group, Keys(1), Salt);
        using var again = new PacketSealer(Group, Keys(1), Salt + 1);

        Assert.NotEqual(NonceOf(once, 9, [1, 2, 3]), NonceOf(again, 9, [1, 2, 3]));
    }

    private static string NonceOf(PacketSealer sealer, ulong counter, byte[] body)
    {
        var packet = new byte[200];
        sealer.Seal(Header(counter: counter), body, packet);
        return Convert.ToHexString(packet, NonceOffset, PacketLayout.NonceBytes);
    }
}
