using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Control;

public sealed class ControlCodecTests
{
    [Theory]
    [InlineData("{\"command\":\"status\"}", ControlCommand.Status, null, null)]
    [InlineData("{\"command\":\"fail\"}", ControlCommand.Fail, null, null)]
    [InlineData("{\"command\":\"start\"}", ControlCommand.Start, null, null)]
    [InlineData("{\"command\":\"start\",\"host\":\"b\"}", ControlCommand.Start, null, "b")]
    [InlineData("{\"command\":\"drain\"}", ControlCommand.Drain, null, null)]
    [InlineData("{\"command\":\"drain\",\"host\":\"b\"}", ControlCommand.Drain, null, "b")]
    [InlineData("{\"command\":\"move\",\"virtualInterface\":\"10.0.0.1\",\"host\":\"b\"}",
        ControlCommand.Move, "10.0.0.1", "b")]
    [InlineData("{\"command\":\"unpin\"}", ControlCommand.Unpin, null, null)]
    [InlineData("{\"command\":\"unpin\",\"virtualInterface\":\"fd00::1\"}",
        ControlCommand.Unpin, "fd00::1", null)]
    [InlineData("{\"command\":\"balance\"}", ControlCommand.Balance, null, null)]
    [InlineData("{\"command\":\"bootstrap\"}", ControlCommand.Bootstrap, null, null)]
    public void A_request_has_exactly_one_form_and_reads_back_equal(
        string json, ControlCommand command, string? virtualInterface, string? host)
    {
        var request = new ControlRequest(command, virtualInterface, host);

        Assert.Equal(json + "\n", Encoding.UTF8.GetString(ControlCodec.Write(request)));
        Assert.True(ControlCodec.TryRead(Encoding.UTF8.GetBytes(json), out var read, out _));
        Assert.Equal(request, read);
    }

    [Theory]
    [InlineData("", ControlRefusal.Empty)]
    [InlineData(" \t\r", ControlRefusal.Empty)]
    [InlineData("status", ControlRefusal.NotJson)]
    [InlineData("{\"command\":\"status\"", ControlRefusal.NotJson)]
    [InlineData("{\"command\":\"status\"} x", ControlRefusal.NotJson)]
    [InlineData("{\"command\":\"\\ud800\"}", ControlRefusal.NotJson)]
    [InlineData("{\"command\":{\"a\":{\"b\":1}}}", ControlRefusal.NotText)]
    [InlineData("[]", ControlRefusal.NotAnObject)]
    [InlineData("null", ControlRefusal.NotAnObject)]
    [InlineData("{\"command\":\"status\",\"force\":\"yes\"}", ControlRefusal.UnknownField)]
    [InlineData("{\"command\":\"fail\",\"command\":\"status\"}", ControlRefusal.RepeatedField)]
    [InlineData("{\"command\":1}", ControlRefusal.NotText)]
    [InlineData("{\"command\":\"drain\",\"host\":null}", ControlRefusal.NotText)]
    [InlineData("{}", ControlRefusal.MissingCommand)]
    [InlineData("{\"command\":\"Status\"}", ControlRefusal.UnknownCommand)]
    [InlineData("{\"command\":\"move\",\"host\":\"b\"}", ControlRefusal.MissingVirtualInterface)]
    [InlineData("{\"command\":\"move\",\"virtualInterface\":\"10.0.0.1\"}",
        ControlRefusal.MissingHost)]
    [InlineData("{\"command\":\"unpin\",\"virtualInterface\":\"10.1\"}",
        ControlRefusal.NotAnAddress)]
    [InlineData("{\"command\":\"drain\",\"host\":\"\"}", ControlRefusal.NotANodeName)]
    [InlineData("{\"command\":\"fail\",\"host\":\"b\"}", ControlRefusal.FieldNotForCommand)]
    [InlineData("{\"command\":\"drain\",\"virtualInterface\":\"10.0.0.1\"}",
        ControlRefusal.FieldNotForCommand)]
    public void A_request_that_is_wrong_is_refused_by_name(string json, ControlRefusal reason)
    {
        var line = Encoding.UTF8.GetBytes(json);
        Assert.False(ControlCodec.TryRead(line, out var request, out var read));
        Assert.Null(request);
        Assert.Equal(reason, read);
        Assert.NotEmpty(reason.Text());
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_refused_by_name()
    {
        var line = new byte[Limits.ControlRequestBytes + 1];
        Assert.False(ControlCodec.TryRead(line, out _, out var reason));
        Assert.Equal(ControlRefusal.TooLong, reason);
    }

    [Fact]
    public void A_node_name_longer_than_the_limit_is_refused_by_name()
    {
        var name = new string('n', Limits.NodeNameBytes + 1);
        var line = Encoding.UTF8.GetBytes("{\"command\":\"drain\",\"host\":\"" + name + "\"}");
        Assert.False(ControlCodec.TryRead(line, out _, out var reason));
        Assert.Equal(ControlRefusal.NotANodeName, reason);
    }

    [Fact]
    public void Any_bytes_give_a_request_or_a_named_reason()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            var line = new ReadOnlySpan<byte>(bytes ?? []);
            return ControlCodec.TryRead(line, out var request, out var reason)
                ? request is not null && reason == ControlRefusal.None
                : request is null && reason != ControlRefusal.None;
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void Any_mutation_of_a_good_request_gives_a_request_or_a_named_reason()
    {
        var request = new ControlRequest(ControlCommand.Move, "fd00::1", "b");
        var good = ControlCodec.Write(request)[..^1];
        for (var place = 0; place < good.Length; place++)
        {
            for (var value = 0; value < 256; value++)
            {
                var line = good.ToArray();
                line[place] = (byte)value;
                var understood = ControlCodec.TryRead(line, out var read, out var reason);
                Assert.Equal(understood, reason == ControlRefusal.None);
                if (understood)
                {
                    Assert.True(ControlCodec.TryRead(
                        ControlCodec.Write(read!).AsSpan()[..^1], out var again, out _));
                    Assert.Equal(read, again);
                }
            }
        }
    }

    [Fact]
    public void A_reply_with_a_whole_cluster_reads_back_equal()
    {
        var reply = new ControlReply(null, "done", Status());
        var line = ControlCodec.Write(reply);

        Assert.Equal((byte)'\n', line[^1]);
        Assert.DoesNotContain((byte)'\n', line[..^1]);
        Assert.True(ControlCodec.TryReadReply(line.AsSpan()[..^1], out var read, out _));
        Assert.Equal(line, ControlCodec.Write(read));
        Assert.Equal("10.0.0.1", read.Status!.VirtualInterfaces[0].Name);
        Assert.Equal(7, read.Status.Counters["sent"]);
        Assert.Equal("10.1.0.2:4803", read.Status.Members[0].Links[0].Endpoint);
        Assert.Null(read.Status.Members[0].Links[0].SilentSeconds);
    }

    [Theory]
    [InlineData("", ControlRefusal.Empty)]
    [InlineData("null", ControlRefusal.NotAnObject)]
    [InlineData("{", ControlRefusal.NotJson)]
    [InlineData("{\"status\":{\"node\":\"a\"}}", ControlRefusal.NotJson)]
    public void A_reply_that_is_wrong_is_refused_by_name(string json, ControlRefusal reason)
    {
        var line = Encoding.UTF8.GetBytes(json);
        Assert.False(ControlCodec.TryReadReply(line, out var reply, out var read));
        Assert.Null(reply);
        Assert.Equal(reason, read);
    }

    private static ClusterStatus Status() => new()
    {
        Node = "a",
        Group = "g",
        Engine = "mesh",
        State = "run",
        View = "3.a/1",
        ViewAgeSeconds = 1.5,
        Mature = true,
        LeaseValid = true,
        Members =
        [
            new MemberStatus
            {
                Name = "b", Incarnation = ulong.MaxValue, State = "member", Flags = ["draining"],
                AgeSeconds = 2, SilentSeconds = 0.01, Weight = 1, Held = 0,
                Links = [new LinkStatus("10.1.0.2:4803", false, null, 100)],
            },
        ],
        VirtualInterfaces =
        [
            new VirtualInterfaceStatus
            {
                Name = "10.0.0.1", Addresses = ["eth0:10.0.0.1/24"], Holder = null,
                SinceSeconds = 0.5, State = "uncovered", Reason = "nobody is eligible",
                PinnedTo = null, PreferredBy = ["a"],
            },
        ],
        Counters = ImmutableSortedDictionary<string, long>.Empty.Add("sent", 7),
    };
}
