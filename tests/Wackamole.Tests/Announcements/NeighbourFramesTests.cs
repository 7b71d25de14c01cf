using Wackamole.Core.Announcements;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

/// <summary>The exact bytes of each frame, computed by other means.</summary>
public sealed class NeighbourFramesTests
{
    private const string VipHex = "20010db80000000000000000000a0010";
    private const string ClientHex = "20010db8000000000000000000123456";
    private const string AllNodesHex = "ff020000000000000000000000000001";
    private const string ClientGroupHex = "ff0200000000000000000001ff123456";
    private const string Start = "020000000001" + "86dd" + "6000000000203aff";
    private const string TargetIsHere = VipHex + "0201020000000001";

    [Fact]
    public void An_unsolicited_advertisement_overrides_and_goes_to_all_nodes() =>
        Assert.Equal(
            "333300000001" + Start + VipHex + AllNodesHex + "8800f8f820000000" + TargetIsHere,
            Hex(frame => NeighbourFrames.UnsolicitedAdvertisement(frame, Mac, Vip6, false)));

    [Fact]
    public void A_host_that_forwards_says_so() =>
        Assert.Equal(
            "333300000001" + Start + VipHex + AllNodesHex + "880078f8a0000000" + TargetIsHere,
            Hex(frame => NeighbourFrames.UnsolicitedAdvertisement(frame, Mac, Vip6, true)));

    [Fact]
    public void A_directed_advertisement_goes_to_a_known_host_alone() =>
        Assert.Equal(
            "0200000000aa" + Start + VipHex + ClientHex + "880095db20000000" + TargetIsHere,
            Hex(frame => NeighbourFrames.DirectedAdvertisement(
                frame, Mac, Vip6, Client6, OtherMac, false)));

    [Fact]
    public void A_directed_advertisement_goes_to_the_group_of_an_unknown_host() =>
        Assert.Equal(
            "3333ff123456" + Start + VipHex + ClientGroupHex + "8800c58f20000000" + TargetIsHere,
            Hex(frame => NeighbourFrames.DirectedAdvertisement(
                frame, Mac, Vip6, Client6, null, false)));

    [Fact]
    public void A_probe_has_no_source_and_no_option() =>
        Assert.Equal(
            "3333ff0a0010" + "020000000001" + "86dd" + "6000000000183aff"
                + "00000000000000000000000000000000" + "ff0200000000000000000001ff0a0010"
                + "87004cbb00000000" + VipHex,
            Hex(frame => NeighbourFrames.Probe(frame, Mac, Vip6)));

    [Fact]
    public void A_solicitation_says_who_asks() =>
        Assert.Equal(
            "3333ff123456" + Start + "20010db8000000000000000000000001" + ClientGroupHex
                + "8700b35a00000000" + ClientHex + "0101020000000001",
            Hex(frame => NeighbourFrames.Solicitation(frame, Mac, Ip("2001:db8::1"), Client6)));
}
