using Wackamole.Core;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// One session that says nothing, among the members of somebody else's order: whatever it is, the
/// healthy hosts go on answering for what they hold (I7).
/// </summary>
public sealed class OrderedSilenceTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Heartbeat = OrderedCluster.Timing.Heartbeat;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Program_that_joins_the_group_and_says_nothing_darkens_nobody(bool isAgreed)
    {
        var cluster = Started(31, isAgreed);
        cluster.RequireUsable([.. cluster.Hosts]);
        cluster.Order.JoinMute(1, "#foreign#n1");
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nobody_is_waited_for_that_was_never_a_member(bool isAgreed)
    {
        var cluster = Started(32, isAgreed);
        cluster.Order.JoinMute(1, "#foreign#n1");
        cluster.Time.Run(TimeSpan.FromMilliseconds(400));
        cluster.Order.LeaveMute(1, "#foreign#n1");
        cluster.Order.JoinMute(2, "#other#n2");
        cluster.Time.Run(TimeSpan.FromMilliseconds(400));
        cluster.Hosts[0].Ask(new NodeEvent.Shutdown());
        cluster.RequireUsable([.. cluster.Hosts]);
        cluster.Time.Run(TimeSpan.FromSeconds(1));
        cluster.Hosts[0].Start();
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 400)]
    [InlineData(true, 400)]
    [InlineData(false, 700)]
    [InlineData(true, 700)]
    public void Host_that_leaves_while_another_is_stopped_darkens_nobody(
        bool isAgreed, int milliseconds)
    {
        var cluster = Started(33, isAgreed);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1]);
        cluster.Hosts[2].Stop();
        cluster.Time.Run(TimeSpan.FromMilliseconds(milliseconds));
        cluster.Hosts[3].Crash();
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts.Take(2));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 400)]
    [InlineData(true, 400)]
    [InlineData(false, 700)]
    [InlineData(true, 700)]
    public void Host_that_joins_while_another_is_stopped_darkens_nobody(
        bool isAgreed, int milliseconds)
    {
        var cluster = Started(34, isAgreed);
        cluster.Hosts[3].Crash();
        cluster.Time.Run(Settled);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1]);
        cluster.Hosts[2].Stop();
        cluster.Time.Run(TimeSpan.FromMilliseconds(milliseconds));
        cluster.Hosts[3].Start();
        cluster.Time.Run(Settled);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[3]]);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    [InlineData(false, 14)]
    [InlineData(true, 14)]
    public void Host_that_dies_while_another_is_stopped_darkens_nobody(
        bool isAgreed, int heartbeats)
    {
        var cluster = Started(35, isAgreed);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1]);
        cluster.Hosts[2].Stop();
        cluster.Time.Run(heartbeats * Heartbeat);
        cluster.Hosts[3].Crash();
        cluster.Order.CrashDaemon(3);
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts.Take(2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_handed_over_does_not_wait_for_a_dead_host_s_lease(bool isAgreed)
    {
        var cluster = Started(36, isAgreed);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        cluster.Hosts[3].Crash();
        cluster.Time.Run(4 * Heartbeat);
        cluster.Hosts[1].Ask(new NodeEvent.Shutdown());
        cluster.Time.Run(Settled);
        Assert.Null(cluster.Hosts[1].Node);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[2]]);
    }

    [Fact]
    public void Session_that_was_asked_for_is_ended_though_it_never_opened()
    {
        var rig = new OrderedRig();
        rig.Tick();
        rig.Group.Leave(rig.Now);
        rig.Group.Lose("an operator said fail", TimeSpan.Zero, rig.Now);
        Assert.Equal(1, rig.Leaves);
    }

    [Fact]
    public void Alives_are_evidence_on_while_a_newcomer_keeps_a_round_open()
    {
        var rig = RigInRound("#w3#n3");
        var evidence = SendAndTakeBack(rig);
        Assert.Equal(rig.Now, evidence);
    }

    [Fact]
    public void Nothing_is_evidence_in_a_round_of_another_ring()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(8, OrderedRig.Own, OrderedRig.Other);
        Assert.DoesNotContain(rig.Tick(Heartbeat), IsAlive);
        Assert.Equal(Instant.Past, rig.Group.Evidence(rig.Now));
    }

    [Fact]
    public void Nothing_is_evidence_where_daemons_went_before_their_ring_has_a_name()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Post(new EngineEvent.Membership(
            rig.Session, 7, [OrderedRig.Own, OrderedRig.Other, "#w3#n3"])
        { IsOfDaemons = true });
        Assert.DoesNotContain(rig.Tick(Heartbeat), IsAlive);
    }

    [Fact]
    public void Nothing_is_evidence_in_a_round_that_no_other_member_of_the_view_is_in()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(7, OrderedRig.Own, "#w3#n3");
        Assert.Equal(Instant.Past, SendAndTakeBack(rig));
    }

    [Fact]
    public void Session_that_came_with_another_ring_is_waited_for_though_it_was_no_member()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(8, OrderedRig.Own, OrderedRig.Other, "#w3#n3");
        rig.DeliverAbsent(OrderedRig.Other, "#w3#n3", 0);
        Assert.Equal(rig.Now + OrderedRig.Timing.LeaseWithDrift, rig.Group.WaitUntil);
    }

    [Fact]
    public void Session_that_came_to_this_ring_is_not_waited_for()
    {
        var rig = RigInRound("#w3#n3");
        rig.DeliverAbsent(OrderedRig.Other, "#w3#n3", 0);
        rig.Tick(OrderedRig.Timing.Settling);
        Assert.True(rig.Group.WaitUntil <= rig.Now);
    }

    [Fact]
    public void Who_is_told_to_be_absent_is_waited_for_as_long_as_is_told()
    {
        var rig = new OrderedRig();
        rig.Open(OrderedRig.Own, OrderedRig.Other, "#w3#n3");
        var own = rig.OwnHello();
        var wait = TimeSpan.FromMilliseconds(123);
        rig.Deliver(OrderedRig.Other, OrderedRig.HelloOf(own, "b", 2) with
        {
            Absent = ["#w3#n3"],
            Waits = [new SessionWait("#w3#n3", wait)],
        });
        Assert.Equal(rig.Now + wait, rig.Group.WaitUntil);
    }

    private static OrderedRig RigInRound(string newcomer)
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(7, OrderedRig.Own, OrderedRig.Other, newcomer);
        return rig;
    }

    private static Instant? SendAndTakeBack(OrderedRig rig)
    {
        rig.Tick(Heartbeat).ForEach(payload => rig.Deliver(OrderedRig.Own, payload));
        return rig.Group.Evidence(rig.Now);
    }

    private static bool IsAlive(byte[] payload) =>
        payload[1] == (byte)OrderedMessageKind.Alive;

    private static OrderedCluster Started(ulong seed, bool isAgreed)
    {
        var cluster = new OrderedCluster(seed, 4, isAgreed);
        cluster.StartAll();
        cluster.Time.Run(Settled);
        return cluster;
    }
}
