using Wackamole.Core.Configuration;
using Wackamole.Core.Wire;
using Xunit;

namespace Wackamole.Tests.Configuration;

public sealed class ClusterKeysTextTests
{
    private const string Hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
    private const string Base64 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private const string Other = "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    [Theory]
    [InlineData(Hex)]
    [InlineData(Base64)]
    [InlineData("\ufeff# key\r\n\r\n  " + Hex + "  # ours\r\n")]
    [InlineData(Base64 + "\n\n# end")]
    public void Key_is_read_from_hexadecimal_and_base64(string text)
    {
        Assert.True(ClusterKeysText.TryParse(text, out var keys, out var reason), $"{reason}");
        Assert.Equal(Enumerable.Range(0, 32).Select(i => (byte)i), Assert.Single(keys.Keys));
    }

    [Fact]
    public void Two_keys_keep_their_order()
    {
        Assert.True(ClusterKeysText.TryParse(Other + "\n" + Base64, out var keys, out _));
        Assert.Equal([255, 0], keys.Keys.Select(key => (int)key[0]));
    }

    [Theory]
    [InlineData("", ClusterKeysFault.Empty, 0)]
    [InlineData("# none\n\n", ClusterKeysFault.Empty, 0)]
    [InlineData("\n" + Hex + "0", ClusterKeysFault.WrongLength, 2)]
    [InlineData("0001", ClusterKeysFault.WrongLength, 1)]
    [InlineData("AAEC", ClusterKeysFault.WrongLength, 1)]
    [InlineData("secret!", ClusterKeysFault.NotAKey, 1)]
    [InlineData(Hex + " " + Hex, ClusterKeysFault.WrongLength, 1)]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        ClusterKeysFault.NotRandom, 1)]
    [InlineData(Hex + "\n" + Base64, ClusterKeysFault.SameKeyTwice, 2)]
    [InlineData(Hex + "\n" + Other + "\n01" + "0102030405060708090a0b0c0d0e0f10111213141516" +
        "1718191a1b1c1d1e1f", ClusterKeysFault.TooManyKeys, 3)]
    public void Key_file_is_refused_with_the_reason_and_its_line(
        string text, ClusterKeysFault fault, int line)
    {
        Assert.False(ClusterKeysText.TryParse(text, out _, out var reason));
        Assert.Equal(new ClusterKeysRefusal(fault, line), reason);
        Assert.Contains("wackatrl keygen", reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_no_key_file_is_refused_whole()
    {
        Assert.False(ClusterKeysText.TryParse(new string('#', 1 << 20), out _, out var reason));
        Assert.Equal(ClusterKeysFault.TooLarge, reason.Fault);
    }

    [Fact]
    public void Refusal_never_shows_what_it_read()
    {
        Assert.False(ClusterKeysText.TryParse(Hex[..60], out _, out var reason));
        Assert.DoesNotContain(Hex[..8], reason.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_keys_read_back()
    {
        Assert.True(ClusterKeysText.TryParse(Hex + "\n" + Other, out var keys, out _));
        Assert.True(ClusterKeysText.TryParse(ClusterKeysText.Format(keys), out var again, out _));
        Assert.Equal(keys.Keys.Select(Convert.ToHexString), again.Keys.Select(Convert.ToHexString));
    }

    private static class Convert
    {
        public static string ToHexString(System.Collections.Immutable.ImmutableArray<byte> key) =>
            System.Convert.ToHexString(key.AsSpan());
    }
}
