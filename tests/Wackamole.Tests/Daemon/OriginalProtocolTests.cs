using System.Collections.Immutable;
using Wackamole.ControlSocket;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class OriginalProtocolTests
{
    private static readonly IpAddress Own = IpAddress.V4(0x0a00_0001);

    [Theory]
    [InlineData(0, ControlCommand.Status)]
    [InlineData(1, ControlCommand.Fail)]
    [InlineData(2, ControlCommand.Start)]
    [InlineData(3, null)]
    [InlineData((byte)'{', null)]
    public void Byte_asks_for_what_the_original_meant(byte command, ControlCommand? expected)
    {
        Assert.Equal(expected, OriginalProtocol.CommandOf(command));
    }

    [Fact]
    public void Success_and_failure_are_one_number_each()
    {
        Assert.Equal("00000000", Hex(OriginalProtocol.Answer(
            OriginalProtocol.ServiceFailure, new ControlReply(null, "done"), Own)));
        Assert.Equal("00000001", Hex(OriginalProtocol.Answer(
            OriginalProtocol.ServiceSuccess, new ControlReply("no"), Own)));
    }

    [Fact]
    public void State_has_the_layout_of_the_original()
    {
        var answer = OriginalProtocol.Answer(OriginalProtocol.GetState, new ControlReply(
            null, Status: Status(
                Row("10.0.0.100", "a", ["eth0:10.0.0.100/24", "eth1:192.168.0.1/32"]),
                Row("fd00::1", "a", ["eth0:fd00::1/64"]),
                Row("10.0.0.101", null, ["eth0:10.0.0.101/16"]))), Own);

        // Two virtual interfaces of 900 bytes; the one with an IPv6 head has no place there.
        Assert.Equal(4 + 2 * 900, answer.Length);
        Assert.Equal("00000708", Hex(answer[..4]));
        var first = answer[4..904];
        Assert.Equal("00000002", Hex(first[..4]));
        Assert.Equal("00000000000000000000000000000000" + "0a000001" + "00000000" + "00000000",
            Hex(first[4..32]));
        Assert.Equal("65746830000000000000000000000000" + "0a000064" + "0a0000ff" + "ffffff00",
            Hex(first[32..60]));
        Assert.Equal("65746831000000000000000000000000" + "c0a80001" + "c0a80001" + "ffffffff",
            Hex(first[60..88]));
        Assert.Equal(new string('0', 2 * (900 - 88)), Hex(first[88..]));
        var second = answer[904..];
        Assert.Equal("00000000", Hex(second[..4]));
        Assert.Equal("00000000", Hex(second[20..24]));
        Assert.Equal("0a000065" + "0a00ffff" + "ffff0000", Hex(second[48..60]));
    }

    [Fact]
    public void Owner_elsewhere_is_named_by_the_address_its_packets_come_from()
    {
        var answer = OriginalProtocol.Answer(OriginalProtocol.GetState, new ControlReply(
            null, Status: Status(Row("10.0.0.100", "b", []))), Own);

        Assert.Equal("0a000002", Hex(answer[24..28]));
        Assert.Equal("0a000064" + "0a000064" + "ffffffff", Hex(answer[52..64]));
    }

    [Fact]
    public void Preference_shows_in_the_claim()
    {
        var preferred = Row("10.0.0.100", "a", []) with { PreferredBy = ["a"] };
        var wanted = Row("10.0.0.101", null, []) with { PreferredBy = ["b"] };
        var answer = OriginalProtocol.Answer(OriginalProtocol.GetState, new ControlReply(
            null, Status: Status(preferred, wanted)), Own);

        Assert.Equal("00000005", Hex(answer[4..8]));
        Assert.Equal("00000004", Hex(answer[904..908]));
    }

    [Fact]
    public void Group_larger_than_the_layout_ends_with_an_empty_record()
    {
        ImmutableArray<string> addresses =
            [.. Enumerable.Range(1, 64).Select(host => $"eth0:10.0.0.{host}/24")];
        var answer = OriginalProtocol.Answer(OriginalProtocol.GetState, new ControlReply(
            null, Status: Status(Row("10.0.0.1", "a", addresses))), Own);

        Assert.Equal(4 + 900, answer.Length);
        Assert.Equal("0a00001e", Hex(answer[(8 + 30 * 28 + 16)..(8 + 30 * 28 + 20)]));
        Assert.Equal(new string('0', 56), Hex(answer[^28..]));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static VirtualInterfaceStatus Row(
        string name, string? holder, ImmutableArray<string> addresses) => new()
        {
            Name = name,
            Addresses = addresses,
            Holder = holder,
            SinceSeconds = 0,
            State = "held",
            Reason = null,
            PinnedTo = null,
            PreferredBy = [],
        };

    private static ClusterStatus Status(params ImmutableArray<VirtualInterfaceStatus> rows) => new()
    {
        Node = "a",
        Group = "g",
        Engine = "mesh",
        State = "run",
        View = "1.a/1",
        ViewAgeSeconds = 1,
        Mature = true,
        LeaseValid = true,
        VirtualInterfaces = rows,
        Counters = ImmutableSortedDictionary<string, long>.Empty,
        Members = [Member("a"), Member("b", "[fd00::2]:4807", "10.0.0.2:4807")],
    };

    private static MemberStatus Member(
        string name, params ImmutableArray<string> endpoints) => new()
        {
            Name = name,
            Incarnation = 1,
            State = "member",
            Flags = [],
            AgeSeconds = 1,
            SilentSeconds = 0,
            Weight = 1,
            Held = 0,
            Links = [.. endpoints.Select(endpoint => new LinkStatus(endpoint, true, 0, 0))],
        };
}
