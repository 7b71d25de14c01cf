using Spread.Client;
using Spread.Client.Wire;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>An open session: what goes out, what comes in, how it ends.</summary>
public sealed class SessionTests
{
    private const string Alice = "#alice#n1";

    private static readonly SpreadMessage[] OfEveryKind =
    [
        new MembershipMessage
        {
            Group = "chat", Cause = MembershipCause.Join, Members = [Alice],
            Id = new GroupId(1, 2, 3), Sets = [[Alice]],
        },
        new RegularMessage
        {
            Service = ServiceType.Safe, Sender = "#bob#n2", Groups = ["chat", "other"],
            MessageType = -2, Data = new byte[] { 1, 2, 3 },
        },
        new TransitionalMessage { Group = "chat", Id = new GroupId(1, 2, 3) },
        new MembershipMessage
        {
            Group = "chat", Cause = MembershipCause.Network, Members = [Alice, "#bob#n2"],
            Id = new GroupId(-4, 5, 1), Sets = [["#bob#n2"], [Alice]], OwnSet = 1,
        },
        new RejectedMessage { OriginalType = 0x10, Sender = Alice, Groups = ["chat", Alice] },
        new SelfLeaveMessage { Group = "chat" },
    ];

    [Fact]
    public async Task Requests_go_out_as_whole_frames()
    {
        var frames = new List<byte[]>();
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            for (var frame = await session.ReadFrameAsync(); frame.Length > 0;
                frame = await session.ReadFrameAsync())
            {
                frames.Add(frame);
            }
        });
        await using (var session = await daemon.ConnectAsync())
        {
            await session.JoinAsync("chat");
            await session.MulticastAsync(ServiceType.Agreed, "chat", "hello"u8.ToArray(), 7);
            await session.MulticastAsync(
                ServiceType.Fifo, ["chat", "#bob#n2"], ReadOnlyMemory<byte>.Empty, 0, true);
            await session.LeaveAsync("chat");
        }

        await daemon.DisposeAsync();
        Assert.Equal(
        [
            FrameEncoder.Request(FrameBits.JoinRequest, Alice, "chat"),
            FrameEncoder.Multicast(
                ServiceType.Agreed, false, Alice, ["chat"], 7, "hello"u8),
            FrameEncoder.Multicast(
                ServiceType.Fifo, true, Alice, ["chat", "#bob#n2"], 0, []),
            FrameEncoder.Request(FrameBits.LeaveRequest, Alice, "chat"),
        ], frames);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_arrives_in_the_daemon_s_order(bool bigEndian)
    {
        await using var daemon = ScriptedSpreadDaemon.OverLocalSocket(async session =>
        {
            await session.AcceptAsync();
            foreach (var message in OfEveryKind)
            {
                await session.SendAsync(message, bigEndian);
            }

            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        foreach (var expected in OfEveryKind)
        {
            var received = await session.ReceiveAsync();
            Assert.IsType(expected.GetType(), received);
            Assert.Equal(DaemonFrames.Encode(expected, bigEndian),
                DaemonFrames.Encode(received, bigEndian));
        }
    }

    [Fact]
    public async Task Forged_view_is_told_as_such_and_the_session_goes_on()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.WriteAsync(DaemonFrames.Frame(
                false, 0x40_1010, "#evil#n1", ["chat"], DaemonFrames.Hint(0, false), [], [9]));
            await session.SendAsync(OfEveryKind[1]);
            await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        Assert.Equal(FrameRefusal.ForgedByClient,
            Assert.IsType<RefusedFrame>(await session.ReceiveAsync()).Reason);
        Assert.IsType<RegularMessage>(await session.ReceiveAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(43)]
    public async Task Largest_message_goes_and_one_byte_more_does_not(int groups)
    {
        byte[] frame = [];
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            frame = await session.ReadFrameAsync();
        });
        await using var session = await daemon.ConnectAsync();
        var names = Enumerable.Range(0, groups).Select(index => $"g{index}").ToArray();
        var data = new byte[143_152 - 32 * groups];
        var fault = await Assert.ThrowsAsync<SpreadException>(
            () => session.MulticastAsync(ServiceType.Agreed, names, new byte[data.Length + 1]));
        Assert.Equal(SpreadError.MessageTooLong, fault.Error);
        await session.MulticastAsync(ServiceType.Agreed, names, data);
        await daemon.DisposeAsync();
        Assert.Equal(48 + 143_152, frame.Length);
    }

    [Fact]
    public async Task What_a_daemon_would_choke_on_is_not_sent()
    {
        byte[] frame = [1];
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            frame = await session.ReadFrameAsync();
        });
        await using (var session = await daemon.ConnectAsync())
        {
            var many = Enumerable.Repeat("g", 44).ToArray();
            await Refused(SpreadError.IllegalGroup, () => Multicast(ServiceType.Agreed, many));
            await Refused(SpreadError.IllegalGroup, () => Multicast(ServiceType.Agreed));
            await Refused(SpreadError.IllegalGroup,
                () => Multicast(ServiceType.Agreed, new string('g', 32)));
            await Refused(SpreadError.IllegalGroup, () => Multicast(ServiceType.Agreed, "a b"));
            await Refused(SpreadError.IllegalGroup, () => session.JoinAsync("#alice#n1"));
            await Refused(SpreadError.IllegalGroup, () => session.JoinAsync(string.Empty));
            await Refused(SpreadError.IllegalGroup, () => session.LeaveAsync(new string('g', 32)));
            foreach (var service in new[] { 0, 0x30, 0x40, 0x1010 })
            {
                await Refused(SpreadError.IllegalService,
                    () => Multicast((ServiceType)service, "g"));
            }

            Task Multicast(ServiceType service, params string[] groups) =>
                session.MulticastAsync(service, groups, new byte[1]);
        }

        await daemon.DisposeAsync();
        Assert.Empty(frame);
    }

    [Fact]
    public async Task Disconnect_returns_when_the_daemon_has_ended_the_session()
    {
        var ordered = false;
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            Assert.Equal(FrameEncoder.Request(FrameBits.DisconnectRequest, Alice, Alice),
                await session.ReadFrameAsync());
            await session.SendAsync(OfEveryKind[1]);
            ordered = true;
            session.Close();
        });
        var session = await daemon.ConnectAsync();
        await session.DisconnectAsync();
        Assert.True(ordered);
        Assert.True(session.Ended.IsCompleted);
        var rest = new List<SpreadMessage>();
        await foreach (var message in session.ReceiveAllAsync())
        {
            rest.Add(message);
        }

        Assert.IsType<RegularMessage>(Assert.Single(rest));
        await Refused(SpreadError.ConnectionClosed, () => session.JoinAsync("chat"));
        await session.DisconnectAsync();
    }

    [Fact]
    public async Task Disconnect_from_a_daemon_that_does_not_answer_is_given_up()
    {
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            while ((await session.ReadFrameAsync()).Length > 0)
            {
            }
        });
        var session = await daemon.ConnectAsync(new SpreadConnectionOptions
        {
            Name = "alice",
            DisconnectTimeout = TimeSpan.FromMilliseconds(50),
        });
        await Refused(SpreadError.TimedOut, () => session.DisconnectAsync());
        Assert.True(session.Ended.IsCompleted);
    }

    [Fact]
    public async Task Many_senders_at_once_do_not_mix_their_frames()
    {
        const int Senders = 8, Each = 50;
        var seen = new HashSet<int>();
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            for (var frame = await session.ReadFrameAsync(); frame.Length > 0;
                frame = await session.ReadFrameAsync())
            {
                Assert.Equal(48 + 32 + 10_000, frame.Length);
                Assert.Single(frame[80..].Distinct());
                seen.Add(BitConverter.ToInt16(frame, 41));
            }
        });
        await using (var session = await daemon.ConnectAsync())
        {
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
            {
                for (var number = sender * Each; number < (sender + 1) * Each; number++)
                {
                    var data = new byte[10_000];
                    data.AsSpan().Fill((byte)number);
                    await session.MulticastAsync(ServiceType.Agreed, "g", data, (short)number);
                }
            }))).WaitAsync(Eventually.Bound);
        }

        await daemon.DisposeAsync();
        Assert.Equal(Senders * Each, seen.Count);
    }

    private static async Task Refused(SpreadError expected, Func<Task> call) =>
        Assert.Equal(expected, (await Assert.ThrowsAsync<SpreadException>(call)).Error);
}
