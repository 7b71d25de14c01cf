using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>What frames of other stations tell, and why some tell nothing.</summary>
public sealed class SightingParsingTests
{
    private const ulong Source = 0x0200000000FD;

    // An ARP reply: 192.0.2.10 is at 02:00:00:00:00:fe.
    private const string Arp = "0001" + "0800" + "06" + "04" + "0002"
        + "0200000000FE" + "C000020A" + "0200000000FD" + "C000020B";

    // A solicitation of 2001:db8::b for 2001:db8::a, sent to its group.
    private const string Solicitation = "60000000" + "0020" + "3A" + "FF"
        + "20010DB800000000000000000000000B" + "FF0200000000000000000001FF00000A"
        + "87" + "00" + "1B10" + "00000000" + "20010DB800000000000000000000000A"
        + "01" + "01" + "0200000000FE";

    [Fact]
    public void An_arp_reply_tells_who_claims_the_address()
    {
        Assert.Equal(SightingRefusal.None, ParseArp(Arp, out var sighting));
        Assert.Equal(new Sighting(SightingKind.ArpReply, Addresses.Of("192.0.2.10"), null,
            0x0200000000FE, Source), sighting);
    }

    [Fact]
    public void An_arp_probe_claims_nothing()
    {
        const string probe = "0001" + "0800" + "06" + "04" + "0001"
            + "0200000000FE" + "00000000" + "000000000000" + "C000020B";
        Assert.Equal(SightingRefusal.None, ParseArp(probe, out var sighting));
        Assert.Equal(new Sighting(SightingKind.ArpRequest, null, Addresses.Of("192.0.2.11"),
            0x0200000000FE, Source), sighting);
    }

    [Theory]
    [InlineData("00010800060400020200000000FE", SightingRefusal.Cut)]
    [InlineData("0006" + "08000604" + "0002", SightingRefusal.ArpKindUnknown)]
    [InlineData("0001" + "86DD0604" + "0002", SightingRefusal.ArpKindUnknown)]
    [InlineData("0001" + "08000610" + "0002", SightingRefusal.ArpKindUnknown)]
    [InlineData("0001" + "08000604" + "0003", SightingRefusal.ArpKindUnknown)]
    public void Other_arp_is_refused_by_name(string start, SightingRefusal refusal)
    {
        var packet = start.Length > 16 ? start : start + Arp[start.Length..];
        Assert.Equal(refusal, ParseArp(packet, out _));
    }

    [Fact]
    public void A_solicitation_tells_who_asks_for_what()
    {
        Assert.Equal(SightingRefusal.None, ParseDiscovery(Solicitation, out var sighting));
        Assert.Equal(new Sighting(SightingKind.Solicitation, Addresses.Of("2001:db8::b"),
            Addresses.Of("2001:db8::a"), 0x0200000000FE, Source), sighting);
    }

    [Fact]
    public void What_follows_the_packet_in_a_short_frame_is_not_read() => Assert.Equal(
        SightingRefusal.None, ParseDiscovery(Solicitation + "00000000", out _));

    [Theory]
    [InlineData(4, "0018", SightingRefusal.ChecksumWrong)]
    [InlineData(4, "0017", SightingRefusal.Cut)]
    [InlineData(4, "0021", SightingRefusal.Cut)]
    [InlineData(0, "40", SightingRefusal.NotNeighbourDiscovery)]
    [InlineData(6, "00", SightingRefusal.NotNeighbourDiscovery)]
    [InlineData(7, "FE", SightingRefusal.FromElsewhere)]
    [InlineData(40, "86", SightingRefusal.NotNeighbourDiscovery)]
    [InlineData(41, "01", SightingRefusal.NotNeighbourDiscovery)]
    [InlineData(63, "0B", SightingRefusal.ChecksumWrong)]
    [InlineData(42, "1B0F" + "00000000" + "20010DB800000000000000000000000A" + "0102",
        SightingRefusal.OptionLengthWrong)]
    [InlineData(42, "1B11" + "00000000" + "20010DB800000000000000000000000A" + "0100",
        SightingRefusal.OptionLengthWrong)]
    [InlineData(42, "3C0E" + "00000000" + "FF02", SightingRefusal.TargetWrong)]
    public void Other_discovery_is_refused_by_name(
        int place, string change, SightingRefusal refusal)
    {
        var packet = Solicitation[..(place * 2)] + change
            + Solicitation[((place * 2) + change.Length)..];
        Assert.Equal(refusal, ParseDiscovery(packet, out _));
    }

    [Fact]
    public void A_packet_that_is_cut_anywhere_is_refused()
    {
        for (var length = 0; length < Solicitation.Length; length += 2)
        {
            Assert.Equal(SightingRefusal.Cut, ParseDiscovery(Solicitation[..length], out _));
        }
    }

    private static SightingRefusal ParseArp(string hex, out Sighting sighting) =>
        ArpParser.TryParse(Convert.FromHexString(hex), Source, out sighting);

    private static SightingRefusal ParseDiscovery(string hex, out Sighting sighting) =>
        NeighbourDiscoveryParser.TryParse(Convert.FromHexString(hex), Source, out sighting);
}
