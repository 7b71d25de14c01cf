using Spread.Client;
using Spread.Client.Wire;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Engines;
using Wackamole.Engines.Spread;
using Wackamole.Hosting;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Spread;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>The session with a Spread daemon, which a script plays.</summary>
public sealed class SpreadEngineTests : IDisposable
{
    private const string Own = "#w000000007#n1";

    private readonly LogRecorder _log = new();
    private readonly Mailbox<NodeEvent> _loop = new(256);
    private readonly List<EngineEvent> _seen = [];

    public void Dispose() => _loop.Dispose();

    [Fact]
    public async Task Session_joins_the_cluster_s_group_under_a_name_of_its_run()
    {
        var frames = new List<byte[]>();
        await using var daemon = ScriptedSpreadDaemon.OverLocalSocket(async session =>
        {
            await session.AcceptAsync();
            for (var frame = await session.ReadFrameAsync(); frame.Length > 0;
                frame = await session.ReadFrameAsync())
            {
                frames.Add(frame);
                if (frame[2] == 4)
                {
                    session.Close();
                    return;
                }
            }
        });
        using (var engine = Open(daemon))
        {
            engine.Connect(3, 7);
            Await<EngineEvent.Connected>(one => one is { Session: 3, Name: "#w000000007#n1" });
            engine.Multicast([1, 2], safe: true);
            engine.Multicast([3], safe: false);
            engine.Leave(3);
            Eventually.True(() => frames.Count == 4, "four frames");
        }

        await daemon.DisposeAsync();
        Assert.Equal(
        [
            FrameEncoder.Request(FrameBits.JoinRequest, Own, "wackamole:web"),
            FrameEncoder.Multicast(ServiceType.Safe, false, Own, ["wackamole:web"], 0, [1, 2]),
            FrameEncoder.Multicast(ServiceType.Agreed, false, Own, ["wackamole:web"], 0, [3]),
            FrameEncoder.Request(FrameBits.DisconnectRequest, Own, Own),
        ], frames);
    }

    [Fact]
    public async Task What_has_a_place_in_the_order_is_handed_on_and_nothing_else()
    {
        SpreadMessage[] sent =
        [
            View("wackamole:web"), View("other"),
            Regular(ServiceType.Agreed, "wackamole:web", 1),
            Regular(ServiceType.Fifo, "wackamole:web", 2),
            Regular(ServiceType.Safe, Own, 3),
            Regular(ServiceType.Safe, "wackamole:web", 4),
            new TransitionalMessage { Group = "wackamole:web", Id = new GroupId(1, 2, 3) },
        ];
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.ReadFrameAsync();
            await session.WriteAsync(DaemonFrames.Frame(false, 0x1110, "#evil#n1",
                ["wackamole:web"], DaemonFrames.Hint(0, false), [], [9]));
            foreach (var message in sent)
            {
                await session.SendAsync(message);
            }

            session.Close();
        });
        using var engine = Open(daemon);
        engine.Connect(1, 7);
        Await<EngineEvent.Disconnected>(one => one.Session == 1);
        Assert.Equal(5 + 1, _seen.Count);
        var membership = Assert.IsType<EngineEvent.Membership>(_seen[1]);
        Assert.Equal((0x8000_0001UL, 2), (membership.Ring, membership.Members.Length));
        Assert.Equal([1], Assert.IsType<EngineEvent.Message>(_seen[2]).Payload);
        Assert.Equal([4], Assert.IsType<EngineEvent.Message>(_seen[3]).Payload);
        Assert.IsType<EngineEvent.Transitional>(_seen[4]);
        Assert.Contains("#evil#n1", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_that_is_not_there_is_reported_each_time_and_logged_once()
    {
        var daemon = ScriptedSpreadDaemon.OverTcp(_ => Task.CompletedTask);
        await daemon.DisposeAsync();
        using var engine = Open(daemon);
        for (var session = 1; session <= 3; session++)
        {
            engine.Connect(session, (ulong)session);
            var expected = session;
            Await<EngineEvent.Disconnected>(one => one.Session == expected);
        }

        Assert.Single(_log.Text.Split('\n'));
        Assert.Contains("no Spread daemon can be reached", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Daemon_that_takes_nothing_does_not_keep_anybody()
    {
        var ended = new TaskCompletionSource();
        await using var daemon = ScriptedSpreadDaemon.OverTcp(async session =>
        {
            await session.AcceptAsync();
            await session.ReadFrameAsync();
            await ended.Task.WaitAsync(Eventually.Bound);
            session.Close();
        });
        using var engine = Open(daemon);
        engine.Connect(1, 7);
        Await<EngineEvent.Connected>(_ => true);

        // More than any socket takes, and more orders than may wait: the session is given up.
        for (var order = 0; order < 4 * Limits.WaitingEngineOrders; order++)
        {
            engine.Multicast(new byte[60_000], safe: false);
        }

        Await<EngineEvent.Disconnected>(one => one.Session == 1);
        ended.SetResult();
    }

    [Fact]
    public void Group_that_Spread_cannot_name_gets_a_name_that_it_can()
    {
        Assert.Equal("wackamole:web", SpreadGroup.NameFor("web"));
        foreach (var group in new[] { "a group", "büro", new string('x', 22) })
        {
            var name = SpreadGroup.NameFor(group);
            Assert.True(SpreadNames.IsGroup(name), name);
            Assert.NotEqual(name, SpreadGroup.NameFor(group + "2"));
        }
    }

    [Fact]
    public void Every_run_has_a_session_name_of_its_own()
    {
        var names = Enumerable.Range(0, 10_000)
            .Select(run => SpreadGroup.SessionNameFor(1_790_000_000_000_000_000 + (ulong)run))
            .ToHashSet(StringComparer.Ordinal);
        Assert.Equal(10_000, names.Count);
        Assert.All(names, name => Assert.True(SpreadNames.IsPrivateName(name)));
    }

    private static MembershipMessage View(string group) => new()
    {
        Group = group,
        Cause = MembershipCause.Network,
        Members = [Own, "#b#n2"],
        Id = new GroupId(-5, unchecked((int)0x8000_0001), 1),
        Sets = [[Own, "#b#n2"]],
    };

    private static RegularMessage Regular(ServiceType service, string group, byte data) => new()
    {
        Service = service,
        Sender = "#b#n2",
        Groups = [group],
        Data = new[] { data },
    };

    private IEngine Open(ScriptedSpreadDaemon daemon)
    {
        var file = new ConfigurationFile
        {
            Engine = EngineKind.Spread,
            Spread = daemon.Address.ToString(),
            Group = "web",
        };
        var node = new NodeSettings
        {
            Name = "a",
            Group = "web",
            Timing = Timing.FromDetection(Timing.DefaultDetection),
        };
        return SpreadEngine.For(new HostSettings("test.conf", file, node), _loop,
            new DaemonThreads(false, _log.LogRaw, _log), _log)!;
    }

    /// <summary>Takes events until one is as it should be; all of them stay in mind.</summary>
    private void Await<T>(Func<T, bool> fits)
        where T : EngineEvent => Eventually.True(
        () =>
        {
            if (!_loop.TryTake(out var happened))
            {
                return false;
            }

            var reported = Assert.IsType<NodeEvent.EngineReported>(happened).Happened;
            _seen.Add(reported);
            return reported is T one && fits(one);
        }, $"no {typeof(T).Name}; {_log.Text}");
}
