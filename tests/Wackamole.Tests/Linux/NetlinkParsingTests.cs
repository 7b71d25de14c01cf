using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Values;
using Wackamole.Linux;
using Wackamole.Linux.Netlink;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>Any bytes become records or a named reason, never an exception.</summary>
public sealed class NetlinkParsingTests
{
    private const string AddressBody = "02180000" + "03000000"
        + "0800" + "0200" + "C000020A" + "0800" + "0100" + "C000020A"
        + "0500" + "0B00" + "77" + "000000";

    private const string LinkBody = "00000100" + "05000000" + "43100100" + "00000000"
        + "0900" + "0300" + "6574683000" + "000000" + "0A00" + "0100" + "0200000000FE" + "0000";

    private const string NeighbourBody = "02000000" + "03000000" + "0200" + "00" + "01"
        + "0800" + "0100" + "C0000201" + "0A00" + "0200" + "0200000000FE" + "0000";

    [Fact]
    public void An_address_is_read_with_its_tag()
    {
        Assert.Equal(NetlinkRefusal.None, Address(AddressBody, out var address));
        Assert.Equal(new KernelAddress(3, Addresses.Of("192.0.2.10"), 24, 0x77, 0), address);
        Assert.True(address!.IsOurs);
    }

    [Theory]
    [InlineData("021800", NetlinkRefusal.BodyCut)]
    [InlineData("0718000003000000", NetlinkRefusal.FamilyUnknown)]
    [InlineData("0218000003000000", NetlinkRefusal.AttributeMissing)]
    [InlineData("022100000300000008000200C000020A", NetlinkRefusal.PrefixWrong)]
    [InlineData("021800000300000007000200C0000200", NetlinkRefusal.AttributeSizeWrong)]
    [InlineData("021800000300000009000200C000020A", NetlinkRefusal.AttributeLengthWrong)]
    [InlineData("021800000300000003000200C000020A", NetlinkRefusal.AttributeLengthWrong)]
    [InlineData("0218000003000000080002", NetlinkRefusal.AttributeLengthWrong)]
    public void A_malformed_address_is_refused_by_name(string body, object refusal)
    {
        Assert.Equal(refusal, Address(body, out var address));
        Assert.Null(address);
    }

    [Theory]
    [InlineData("43100100", true)]
    [InlineData("42100100", false)]
    [InlineData("43100000", false)]
    [InlineData("03100100", false)]
    public void An_interface_is_usable_when_up_running_and_with_carrier(string flags, bool usable)
    {
        var body = Convert.FromHexString(LinkBody.Replace("43100100", flags,
            StringComparison.Ordinal));
        Assert.Equal(NetlinkRefusal.None, LinkCodec.TryParse(body, out var link));
        Assert.Equal(new Core.NetworkInterface("eth0", 5, 0x0200000000FE, usable), link);
    }

    [Fact]
    public void A_bridge_that_loses_a_port_says_nothing_about_the_interface()
    {
        var body = Convert.FromHexString(LinkBody);
        body[0] = 7;
        Assert.Equal(NetlinkRefusal.FamilyUnknown, LinkCodec.TryParse(body, out _));
    }

    [Fact]
    public void A_neighbour_is_read_with_its_state()
    {
        var refusal = NeighbourCodec.TryParse(Convert.FromHexString(NeighbourBody), out var read);
        Assert.Equal(NetlinkRefusal.None, refusal);
        Assert.Equal(new Neighbour(Addresses.Of("192.0.2.1"), 0x0200000000FE, 3,
            NeighbourState.Reachable), read);
    }

    [Fact]
    public void A_verdict_carries_the_words_of_the_kernel()
    {
        // ENODEV for a request of which only the header is echoed, then the words «No».
        var bytes = Convert.FromHexString("2C000000" + "0200" + "0003" + "07000000" + "00000000"
            + "EDFFFFFF" + "54000000" + "1400" + "0506" + "07000000" + "00000000"
            + "0700" + "0100" + "4E6F00" + "00");
        ReadOnlySpan<byte> rest = bytes;
        Assert.Equal(NetlinkRefusal.None, NetlinkMessage.TryTake(ref rest, out var message));
        Assert.Equal(NetlinkRefusal.None, Acknowledgement.TryParse(message, out var verdict));
        Assert.Equal(new Acknowledgement(19, "No"), verdict);
        Assert.True(rest.IsEmpty);
    }

    [Theory]
    [InlineData("1000", NetlinkRefusal.HeaderCut)]
    [InlineData("0F0000001400000007000000000000000000", NetlinkRefusal.LengthWrong)]
    [InlineData("FF0000001400000007000000000000000000", NetlinkRefusal.LengthWrong)]
    public void A_malformed_message_is_refused_by_name(string hex, object refusal)
    {
        ReadOnlySpan<byte> bytes = Convert.FromHexString(hex);
        Assert.Equal(refusal, NetlinkMessage.TryTake(ref bytes, out _));
    }

    [Fact]
    public void Anything_at_all_becomes_notices()
    {
        var gen = ArbMap.Default.GeneratorFor<byte[]>();
        Prop.ForAll(gen.ToArbitrary(), (byte[] bytes) => Parse(bytes))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Theory]
    [InlineData(16, LinkBody)]
    [InlineData(17, LinkBody)]
    [InlineData(20, AddressBody)]
    [InlineData(21, AddressBody)]
    [InlineData(2, "EDFFFFFF54000000140005060700000000000000070001004E6F0000")]
    public void Damaged_messages_become_notices(int type, string body)
    {
        var whole = Message(type, Convert.FromHexString(body));
        for (var cut = 0; cut <= whole.Length; cut++)
        {
            Parse(whole[..cut]);
        }

        var gen = from place in Gen.Choose(0, whole.Length - 1)
                  from value in Gen.Choose(0, 255)
                  from other in Gen.Choose(0, whole.Length - 1)
                  select (place, value, other);
        Prop.ForAll(gen.ToArbitrary(), change =>
        {
            var damaged = (byte[])whole.Clone();
            damaged[change.place] = (byte)change.value;
            damaged[change.other] ^= (byte)change.value;
            Parse(damaged);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void What_cannot_be_understood_counts_as_lost()
    {
        var notices = new Queue<RouteNotice>();
        Assert.Equal(1, RouteNotices.Parse(Message(20, [2, 24]), notices));
        Assert.IsType<RouteNotice.Overrun>(Assert.Single(notices));
    }

    private static NetlinkRefusal Address(string hex, out KernelAddress? address) =>
        AddressCodec.TryParse(Convert.FromHexString(hex), out address);

    private static byte[] Message(int type, byte[] body) =>
    [
        .. BitConverter.GetBytes(16 + body.Length), .. BitConverter.GetBytes((ushort)type),
        .. new byte[10], .. body,
    ];

    private static void Parse(byte[] bytes)
    {
        RouteNotices.Parse(bytes, new Queue<RouteNotice>());
        NeighbourCodec.TryParse(bytes, out _);
        AddressCodec.TryParse(bytes, out _);
        LinkCodec.TryParse(bytes, out _);
        ReadOnlySpan<byte> rest = bytes;
        while (!rest.IsEmpty && NetlinkMessage.TryTake(ref rest, out var message)
            == NetlinkRefusal.None)
        {
            Acknowledgement.TryParse(message, out _);
        }

        PeerSocketErrors.TryParse(bytes, IpAddress.V4(1), out _);
        ArpParser.TryParse(bytes, 0, out _);
        NeighbourDiscoveryParser.TryParse(bytes, 0, out _);
    }
}
