using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Xunit;
using static Wackamole.Tests.Wire.WireSamples;

namespace Wackamole.Tests.Wire;

/// <summary>The exact bytes of each body: a change here breaks rolling upgrades.</summary>
public sealed class PacketBodyBytesTests
{
    private const string AlphaHex = "05616c706861" + "1122334455667788";
    private const string BetaHex = "0462657461" + "0000000000000002";
    private const string ViewHex = "ac02" + AlphaHex;

    public static TheoryData<PacketKind, string> Pins => new()
    {
        {
            PacketKind.Heartbeat,
            ViewHex + "02" + "01" + AlphaHex + "00" + "8001" + "8101" + "deadbeef01234567"
                + "0081" + "01" + "000a" + "80c413" + ViewHex + "030e" + "01" + "05" + "01"
                + BetaHex + "01" + "e807"
        },
        { PacketKind.Propose, ViewHex + "02" + AlphaHex + BetaHex },
        { PacketKind.Accept, ViewHex + "02" + AlphaHex + "00" + BetaHex + "80c413" },
        { PacketKind.Refuse, ViewHex + "04" + BetaHex + "00" },
        { PacketKind.Install, ViewHex + "02" + AlphaHex + BetaHex + "80c413" },
        { PacketKind.InstallRefused, ViewHex + "ad02" + BetaHex },
        { PacketKind.Submit, ViewHex + "01" + "01" + "8001" + "02" + "03" + "cafe" },
        {
            PacketKind.Ordered,
            ViewHex + "09" + BetaHex + "01" + "00" + "02" + "00" + "01" + "cafe"
        },
        { PacketKind.Resend, ViewHex + "01" + "ffffffffffffffffff01" },
        { PacketKind.StaleIncarnation, AlphaHex },
        { PacketKind.DuplicateName, "a1a2a3a4a5a6a7a8" },
        { PacketKind.Dead, BetaHex },
    };

    [Theory]
    [MemberData(nameof(Pins))]
    public void Each_body_has_exactly_these_bytes(PacketKind kind, string hex)
    {
        Assert.Equal(hex, Convert.ToHexStringLower(Written(kind)));
        Assert.Equal(hex, Convert.ToHexStringLower(
            BodyCodecs.Reencode(kind, Convert.FromHexString(hex))!));
    }

    [Fact]
    public void Every_kind_is_pinned() =>
        Assert.Equal(BodyCodecs.Kinds, Pins.Select(pin => pin.Data.Item1));

    [Theory]
    [MemberData(nameof(Pins))]
    public void A_body_cut_short_or_with_more_behind_it_is_refused(PacketKind kind, string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var open = kind is PacketKind.Submit or PacketKind.Ordered ? 2 : 0;
        for (var length = 0; length < bytes.Length - open; length++)
        {
            Assert.Null(BodyCodecs.Reencode(kind, bytes.AsSpan(0, length)));
        }

        Assert.Equal(open > 0, BodyCodecs.Reencode(kind, [.. bytes, 0]) is not null);
    }

    private static byte[] Written(PacketKind kind)
    {
        var wait = TimeSpan.FromMilliseconds(320);
        var higher = new ViewId(301, Beta);
        return kind switch
        {
            PacketKind.Heartbeat => Bytes(Heartbeat().Write),
            PacketKind.Propose => Bytes(new ProposeBody(ViewOfAlpha, [Alpha, Beta]).Write),
            PacketKind.Accept => Bytes(new AcceptBody(ViewOfAlpha,
                [new(Alpha, -wait), new(Beta, wait - TimeSpan.FromTicks(9))]).Write),
            PacketKind.Refuse => Bytes(
                new RefuseBody(ViewOfAlpha, RefuseReason.LeavesOutHeard, Beta, ViewId.None).Write),
            PacketKind.Install => Bytes(new InstallBody(ViewOfAlpha, [Alpha, Beta], wait).Write),
            PacketKind.InstallRefused => Bytes(new InstallRefusedBody(ViewOfAlpha, higher).Write),
            PacketKind.Submit => Bytes((ref ByteWriter writer) =>
                new SubmitBody(ViewOfAlpha, new(1, 1, 128, 2, 3), [0xca, 0xfe]).Write(ref writer)),
            PacketKind.Ordered => Bytes((ref ByteWriter writer) =>
                new OrderedBody(ViewOfAlpha, 9, Beta, new(1, 0, 2, 0, 1), [0xca, 0xfe])
                    .Write(ref writer)),
            PacketKind.Resend => Bytes(new ResendBody(ViewOfAlpha, 1, ulong.MaxValue).Write),
            PacketKind.StaleIncarnation => Bytes(new StaleIncarnationBody(Alpha).Write),
            PacketKind.DuplicateName => Bytes(new DuplicateNameBody(0xa1a2_a3a4_a5a6_a7a8).Write),
            _ => Bytes(new DeadBody(Beta).Write),
        };
    }
}
