using Spread.Client;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>Names that are kept from the daemon.</summary>
public sealed class SpreadNamesTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("$ab-_./~9", true)]
    [InlineData("0123456789", true)]
    [InlineData("01234567890", false)]
    [InlineData("a b", false)]
    [InlineData("a#b", false)]
    [InlineData("a\"", false)]
    [InlineData("ä", false)]
    [InlineData("a\u007f", false)]
    public void Private_name_has_ten_plain_characters_at_most(string name, bool good) =>
        Assert.Equal(good, SpreadNames.IsPrivateName(name));

    [Theory]
    [InlineData("", false)]
    [InlineData("g", true)]
    [InlineData("#g", false)]
    [InlineData("a group", false)]
    public void Group_has_a_plain_name(string name, bool good) =>
        Assert.Equal(good, SpreadNames.IsGroup(name));

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void Group_that_would_fill_its_field_is_none(int length, bool good) =>
        Assert.Equal(good, SpreadNames.IsGroup(new string('g', length)));

    [Theory]
    [InlineData("#alice#n1", "alice", "n1")]
    [InlineData("#r4836-9#n1", "r4836-9", "n1")]
    [InlineData("alice#n1", null, null)]
    [InlineData("##n1", null, null)]
    [InlineData("#alice#", null, null)]
    [InlineData("#alice", null, null)]
    [InlineData("#a#b#c", null, null)]
    [InlineData("", null, null)]
    public void Private_group_has_a_name_and_a_daemon(string group, string? name, string? daemon) =>
        Assert.Equal((name, daemon),
            (SpreadNames.PrivateNameOf(group), SpreadNames.DaemonOf(group)));

    [Theory]
    [InlineData("4803", "/tmp/4803")]
    [InlineData("4803@localhost", "4803@localhost")]
    [InlineData("65535@10.0.0.1", "65535@10.0.0.1")]
    [InlineData("4803@::1", "4803@::1")]
    [InlineData("/run/spread/4803", "/run/spread/4803")]
    public void Address_is_read(string text, string expected) =>
        Assert.Equal(expected, SpreadAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("@host")]
    [InlineData("4803@")]
    [InlineData("host")]
    [InlineData("-1@host")]
    public void Address_that_is_none_is_refused(string text)
    {
        Assert.False(SpreadAddress.TryParse(text, out _));
        Assert.Equal(SpreadError.IllegalDaemonAddress,
            Assert.Throws<SpreadException>(() => SpreadAddress.Parse(text)).Error);
    }
}
