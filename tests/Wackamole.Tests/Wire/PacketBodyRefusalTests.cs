using Wackamole.Core.Wire;
using Xunit;

namespace Wackamole.Tests.Wire;

/// <summary>
/// Bodies of the right form that say what no host may say. Writing them again gives the same
/// bytes, so that only these rows notice when a check is gone.
/// </summary>
public sealed class PacketBodyRefusalTests
{
    private const string Alpha = "05616c706861" + "1122334455667788";
    private const string Beta = "0462657461" + "0000000000000002";
    private const string View = "ac02" + Alpha;
    private const string BeforeFence =
        View + "02" + "01" + Alpha + "00" + "00" + "00" + "0000000000000000" + "0000";

    private const string AfterFence = "000a" + "80c413" + "00" + "00" + "00";

    [Theory]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + "000a" + "818ece1c"
        + "00" + "00" + "00" + "00",
        "a lease of more than a minute")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + "000a" + "00" + View + "0310" + "00"
        + "00" + "00", "an unknown bit of a rank")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "02" + AfterFence + "00", "an unknown fence")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + AfterFence + "01" + Beta + "00" + "00",
        "no verdict")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + AfterFence + "01" + Beta + "04" + "00",
        "an unknown verdict")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + AfterFence + "8102", "257 peers")]
    [InlineData(PacketKind.Heartbeat, View + "8101" + "01" + Alpha, "a view of 129")]
    [InlineData(PacketKind.Propose, View + "00", "a view of nobody")]
    [InlineData(PacketKind.Propose, View + "02" + Beta + Alpha, "members out of order")]
    [InlineData(PacketKind.Propose, View + "02" + Beta + Beta, "a member twice")]
    [InlineData(PacketKind.Propose, View + "8101" + Alpha, "129 members")]
    [InlineData(PacketKind.Propose, "ac02" + "00" + "01" + Alpha, "a coordinator without a name")]
    [InlineData(PacketKind.Install, View + "00" + "00", "a view of nobody")]
    [InlineData(PacketKind.Accept, View + "8104", "513 waits")]
    [InlineData(PacketKind.Refuse, View + "00" + Beta + "00", "no reason")]
    [InlineData(PacketKind.Refuse, View + "08" + Beta + "00", "an unknown reason")]
    [InlineData(PacketKind.Submit, View + "01" + "00" + "01" + "03" + "03" + "ca",
        "the fourth fragment of three")]
    [InlineData(PacketKind.Submit, View + "01" + "00" + "01" + "00" + "00" + "ca",
        "a message of no fragments")]
    [InlineData(PacketKind.Submit, View + "01" + "00" + "01" + "00" + "8120" + "ca",
        "4097 fragments")]
    [InlineData(PacketKind.Ordered, View + "01" + Beta + "01" + "00" + "01" + "01" + "01" + "ca",
        "the second fragment of one")]
    [InlineData(PacketKind.Resend, View + "03" + "02", "from after to")]
    [InlineData(PacketKind.Dead, "00" + "0000000000000002", "a member without a name")]
    public void A_body_that_says_what_nobody_may_say_is_refused(
        PacketKind kind, string hex, string why) =>
        Assert.True(BodyCodecs.Reencode(kind, Convert.FromHexString(hex)) is null, why);

    // Else the rows above would prove nothing: each differs from one of these in one place.
    [Theory]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + "000a" + "808ece1c" + "00" + "00"
        + "00" + "00")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + "000a" + "00" + View + "0307" + "00"
        + "00" + "00")]
    [InlineData(PacketKind.Heartbeat, BeforeFence + "01" + AfterFence + "01" + Beta + "03" + "00")]
    [InlineData(PacketKind.Propose, View + "02" + Alpha + Beta)]
    [InlineData(PacketKind.Refuse, View + "06" + Beta + "00")]
    [InlineData(PacketKind.Submit, View + "01" + "00" + "01" + "02" + "03" + "ca")]
    [InlineData(PacketKind.Submit, View + "01" + "00" + "01" + "00" + "8020" + "ca")]
    [InlineData(PacketKind.Ordered, View + "01" + Beta + "01" + "00" + "01" + "00" + "01" + "ca")]
    [InlineData(PacketKind.Resend, View + "02" + "02")]
    [InlineData(PacketKind.Dead, Beta)]
    public void Its_neighbour_that_may_be_said_is_accepted(PacketKind kind, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(
            BodyCodecs.Reencode(kind, Convert.FromHexString(hex))!));
}
