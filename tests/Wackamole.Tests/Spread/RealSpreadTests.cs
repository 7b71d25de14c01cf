using Spread.Client;
using Wackamole.Tests.Daemon;
using Xunit;

namespace Wackamole.Tests.Spread;

/// <summary>
/// Against real Spread daemons: that our bytes are theirs. Skipped where there is no program.
/// </summary>
public sealed class RealSpreadTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Session_opens_joins_and_hears_itself(bool local) => RealSpread.Run(1, async _ =>
    {
        var address = local ? RealSpread.Local(1) : RealSpread.Tcp(1);
        await using var alice = await OpenAsync(address, "alice");
        Assert.Equal("#alice#n1", alice.PrivateGroup);
        Assert.Equal(5, alice.DaemonVersion.Major);
        await alice.JoinAsync("chat");
        var joined = Assert.IsType<MembershipMessage>(await ReceiveAsync(alice));
        Assert.Equal((MembershipCause.Join, "#alice#n1"), (joined.Cause, joined.Changed));
        foreach (var service in Enum.GetValues<ServiceType>())
        {
            await alice.MulticastAsync(service, "chat", new byte[] { 1, 2, 3 }, -7);
            var message = Assert.IsType<RegularMessage>(await ReceiveAsync(alice));
            Assert.Equal((service, "#alice#n1", -7),
                (message.Service, message.Sender, message.MessageType));
            Assert.Equal([1, 2, 3], message.Data.ToArray());
        }

        await alice.LeaveAsync("chat");
        Assert.Equal("chat", Assert.IsType<SelfLeaveMessage>(await ReceiveAsync(alice)).Group);
        await alice.DisconnectAsync();
    });

    [Fact]
    public void Name_can_be_used_again_as_soon_as_disconnect_returns() => RealSpread.Run(1,
        async _ =>
        {
            for (var time = 0; time < 20; time++)
            {
                var alice = await OpenAsync(RealSpread.Tcp(1), "alice");
                await alice.JoinAsync("chat");
                await alice.DisconnectAsync();
            }
        });

    [Fact]
    public void Daemon_s_refusals_have_their_errors() => RealSpread.Run(1, async _ =>
    {
        await using var alice = await OpenAsync(RealSpread.Local(1), "alice");
        Assert.Equal(SpreadError.NameInUse, await FaultAsync(Named("alice")));
        Assert.Equal(SpreadError.AuthenticationFailed, await FaultAsync(
            Named("bob") with { Authentication = [AuthenticationMethod.Ip] }));
        await using var unnamed = await RealSpread.ConnectAsync(
            RealSpread.Local(1), new SpreadConnectionOptions());
        Assert.NotNull(SpreadNames.PrivateNameOf(unnamed.PrivateGroup));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(43)]
    public void Largest_message_arrives(int groups) => RealSpread.Run(1, async _ =>
    {
        await using var alice = await OpenAsync(RealSpread.Local(1), "alice");
        var names = Enumerable.Range(0, groups).Select(number => $"g{number}").ToArray();
        await alice.JoinAsync(names[^1]);
        await ReceiveAsync(alice);
        var data = new byte[SpreadLimits.DataBytes(groups)];
        new Random(groups).NextBytes(data);
        await alice.MulticastAsync(ServiceType.Agreed, names, data);
        var message = Assert.IsType<RegularMessage>(await ReceiveAsync(alice));
        Assert.Equal(names, message.Groups);
        Assert.True(message.Data.Span.SequenceEqual(data));
    });

    [Fact]
    public void Members_see_one_order_of_messages_and_views() => RealSpread.Run(3, async _ =>
    {
        const int Each = 100;
        await using var alice = await OpenAsync(RealSpread.Tcp(1), "alice");
        await using var bob = await OpenAsync(RealSpread.Tcp(2), "bob");
        await using var carol = await OpenAsync(RealSpread.Local(3), "carol");
        SpreadConnection[] all = [alice, bob, carol];
        await JoinAllAsync(all);
        foreach (var one in all)
        {
            for (var number = 0; number < Each; number++)
            {
                await one.MulticastAsync(
                    number % 2 == 0 ? ServiceType.Agreed : ServiceType.Safe, "chat",
                    BitConverter.GetBytes(number));
            }
        }

        var orders = new List<string>[3];
        for (var index = 0; index < 3; index++)
        {
            orders[index] = [];
            for (var number = 0; number < 3 * Each; number++)
            {
                var message = Assert.IsType<RegularMessage>(await ReceiveAsync(all[index]));
                orders[index].Add(
                    $"{message.Sender} {BitConverter.ToInt32(message.Data.Span)}");
            }
        }

        Assert.Equal(orders[0], orders[1]);
        Assert.Equal(orders[0], orders[2]);
    });

    [Fact]
    public void Killed_daemon_ends_its_sessions_and_leaves_the_others_views() => RealSpread.Run(3,
        async spread =>
        {
            await using var alice = await OpenAsync(RealSpread.Tcp(1), "alice");
            await using var bob = await OpenAsync(RealSpread.Tcp(2), "bob");
            await using var carol = await OpenAsync(RealSpread.Tcp(3), "carol");
            await JoinAllAsync([alice, bob, carol]);
            spread.Kill(3);
            var fault = await Assert.ThrowsAsync<SpreadException>(
                async () => await ReceiveAsync(carol));
            Assert.Equal(SpreadError.ConnectionClosed, fault.Error);
            var ids = new List<GroupId>();
            foreach (var one in new[] { alice, bob })
            {
                var view = await NextViewAsync(one);
                Assert.Equal(MembershipCause.Network, view.Cause);
                Assert.Equal(["#alice#n1", "#bob#n2"], view.Members);
                Assert.Equal(["#alice#n1", "#bob#n2"], view.CameAlong);
                ids.Add(view.Id);
            }

            Assert.Equal(ids[0], ids[1]);
        });

    [Fact]
    public void Session_of_a_client_that_dies_disappears_for_the_others() => RealSpread.Run(2,
        async _ =>
        {
            await using var alice = await OpenAsync(RealSpread.Tcp(1), "alice");
            var bob = await OpenAsync(RealSpread.Tcp(2), "bob");
            await JoinAllAsync([alice, bob]);
            await bob.DisposeAsync();
            var view = await NextViewAsync(alice);
            Assert.Equal((MembershipCause.Disconnect, "#bob#n2"), (view.Cause, view.Changed));
        });

    [Fact]
    public void Private_message_reaches_one_session_alone() => RealSpread.Run(2, async _ =>
    {
        await using var alice = await OpenAsync(RealSpread.Tcp(1), "alice");
        await using var bob = await OpenAsync(RealSpread.Tcp(2), "bob");
        await JoinAllAsync([alice, bob]);
        await alice.MulticastAsync(ServiceType.Agreed, bob.PrivateGroup, new byte[] { 1 });
        await alice.MulticastAsync(
            ServiceType.Agreed, "chat", new byte[] { 2 }, selfDiscard: true);
        foreach (var expected in new byte[] { 1, 2 })
        {
            var message = Assert.IsType<RegularMessage>(await ReceiveAsync(bob));
            Assert.Equal([expected], message.Data.ToArray());
            Assert.Equal(expected == 2, message.SelfDiscard);
        }

        await alice.MulticastAsync(ServiceType.Agreed, "chat", new byte[] { 3 });
        var own = Assert.IsType<RegularMessage>(await ReceiveAsync(alice));
        Assert.Equal([3], own.Data.ToArray());
    });

    private static Task<SpreadConnection> OpenAsync(SpreadAddress address, string name) =>
        RealSpread.ConnectAsync(address, Named(name));

    private static SpreadConnectionOptions Named(string name) => new() { Name = name };

    private static async Task<SpreadMessage> ReceiveAsync(SpreadConnection session)
    {
        using var limit = new CancellationTokenSource(Eventually.Bound);
        return await session.ReceiveAsync(limit.Token);
    }

    private static async Task<MembershipMessage> NextViewAsync(SpreadConnection session)
    {
        while (true)
        {
            if (await ReceiveAsync(session) is MembershipMessage view)
            {
                return view;
            }
        }
    }

    /// <summary>All in one view of «chat», which each of them has received.</summary>
    private static async Task JoinAllAsync(SpreadConnection[] sessions)
    {
        foreach (var session in sessions)
        {
            await session.JoinAsync("chat");
        }

        foreach (var session in sessions)
        {
            while ((await NextViewAsync(session)).Members.Length < sessions.Length)
            {
                // The others are still to come.
            }
        }
    }

    private static async Task<SpreadError> FaultAsync(SpreadConnectionOptions options) =>
        (await Assert.ThrowsAsync<SpreadException>(
            () => SpreadConnection.ConnectAsync(RealSpread.Local(1), options))).Error;
}
