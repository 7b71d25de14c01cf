using Wackamole.Core.Announcements;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

/// <summary>The exact bytes of each frame, computed by other means.</summary>
public sealed class ArpFramesTests
{
    private const string Start = "020000000001" + "0806" + "0001" + "0800" + "0604";
    private const string Mine = "020000000001" + "c000020a";
    private const string Padding = "000000000000000000000000000000000000";

    [Fact]
    public void A_gratuitous_request_names_the_address_twice_and_no_target_hardware() =>
        Assert.Equal(
            "ffffffffffff" + Start + "0001" + Mine + "000000000000" + "c000020a" + Padding,
            Hex(frame => ArpFrames.GratuitousRequest(frame, Mac, Vip)));

    [Fact]
    public void A_gratuitous_reply_names_the_hardware_twice_too() =>
        Assert.Equal(
            "ffffffffffff" + Start + "0002" + Mine + "020000000001" + "c000020a" + Padding,
            Hex(frame => ArpFrames.GratuitousReply(frame, Mac, Vip)));

    [Fact]
    public void A_directed_reply_is_broadcast_where_the_target_hardware_is_unknown() =>
        Assert.Equal(
            "ffffffffffff" + Start + "0002" + Mine + "ffffffffffff" + "c000024d" + Padding,
            Hex(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, null)));

    [Fact]
    public void A_directed_reply_is_unicast_where_it_is_known() =>
        Assert.Equal(
            "0200000000aa" + Start + "0002" + Mine + "0200000000aa" + "c000024d" + Padding,
            Hex(frame => ArpFrames.DirectedReply(frame, Mac, Vip, Client, OtherMac)));

    [Fact]
    public void A_probe_claims_nothing() =>
        Assert.Equal(
            "ffffffffffff" + Start + "0001" + "02000000000100000000" + "000000000000"
                + "c000020a" + Padding,
            Hex(frame => ArpFrames.Probe(frame, Mac, Vip)));

    [Fact]
    public void A_request_asks_from_an_address() =>
        Assert.Equal(
            "ffffffffffff" + Start + "0001" + Mine + "000000000000" + "c000024d" + Padding,
            Hex(frame => ArpFrames.Request(frame, Mac, Vip, Client)));

    [Fact]
    public void An_echo_request_is_the_original_one() =>
        Assert.Equal(
            "0200000000aa" + "020000000001" + "0800"
                + "4500001cfefe00004001f78a" + "c000020a" + "c000024d"
                + "0800fa01fefefefe" + Padding,
            Hex(frame => EchoFrames.Request(frame, Mac, Vip, Client, OtherMac)));

    [Fact]
    public void An_echo_request_over_IPv6_has_the_same_marks() =>
        Assert.Equal(
            "0200000000aa" + "020000000001" + "86dd" + "6000000000083a40"
                + "20010db80000000000000000000a0010" + "20010db8000000000000000000123456"
                + "8000f1cafefefefe",
            Hex(frame => EchoFrames.Request(frame, Mac, Vip6, Client6, OtherMac)));
}
