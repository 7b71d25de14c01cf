using System.Collections.Immutable;
using Wackamole.Core.Group;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;
using Wackamole.Tests.Simulation;
using Xunit;

namespace Wackamole.Tests.Wire;

/// <summary>The word of the dead, sealed while they live.</summary>
public sealed class DeathNoticesTests
{
    private static readonly ClusterKeys Keys = new([[.. Enumerable.Repeat((byte)7, 32)]]);

    [Fact]
    public void Notices_go_over_every_link_to_every_peer()
    {
        using var notices = new DeathNotices(Settings(links: 2), 5, 1);
        Assert.Equal([("10.0.0.1", 0), ("10.0.0.2", 0), ("10.1.0.1", 1)],
            notices.Of(new MemberId("a", 3)).Select(
                one => (one.Destination.Address.ToString(), one.Link)));
    }

    [Fact]
    public void Notice_opens_as_a_sealed_word_of_that_incarnation()
    {
        using var notices = new DeathNotices(Settings(), 5, 1);
        var payload = notices.Of(new MemberId("a", 3))[0].Payload.ToArray();
        var names = new NameTable();
        using var opener = new PacketOpener(ClusterPlan.Group, Keys, names);

        Assert.Equal(RefusalReason.None, opener.Open(
            payload, new byte[payload.Length], out var header, out var body));

        Assert.Equal((PacketKind.Dead, 5ul, new MemberId("a", 3)),
            (header.Kind, header.MachineId, header.Sender));
        var reader = new ByteReader(body);
        Assert.True(DeadBody.TryRead(ref reader, names, out var dead));
        Assert.Equal(header.Sender, dead.Dead);
    }

    [Fact]
    public void Words_of_two_incarnations_and_of_two_starts_share_no_nonce()
    {
        using var one = new DeathNotices(Settings(), 5, 1);
        using var other = new DeathNotices(Settings(), 5, 2);
        var member = new MemberId("a", 3);
        string[] nonces = [NonceOf(one, member), NonceOf(one, member with { Incarnation = 4 }),
            NonceOf(one, member), NonceOf(other, member)];
        Assert.Equal(4, nonces.Distinct(StringComparer.Ordinal).Count());
    }

    // Behind the fixed part, the name «a» and the salt (PacketLayout).
    private static string NonceOf(DeathNotices notices, MemberId member) =>
        Convert.ToHexString(notices.Of(member)[0].Payload.AsSpan(
            PacketLayout.FixedBytes + 2 + PacketLayout.SaltBytes, PacketLayout.NonceBytes));

    private static Wackamole.Core.NodeSettings Settings(int links = 1) =>
        Story.Plain(3, 2).SettingsOf(0) with
        {
            Keys = Keys,
            Links = links,
            Multicast = null,
            Peers =
            [
                [Endpoint("10.0.0.1"), Endpoint("10.1.0.1")],
                [Endpoint("10.0.0.2")],
            ],
        };

    private static Endpoint Endpoint(string address) =>
        new(IpAddress.From(System.Net.IPAddress.Parse(address)), 4807);
}
