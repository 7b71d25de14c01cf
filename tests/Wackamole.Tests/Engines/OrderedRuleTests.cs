using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// One story for each rule over an engine outside the process: without the rule it fails
/// (PlantedFaults).
/// </summary>
public sealed class OrderedRuleTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan Heartbeat = OrderedCluster.Timing.Heartbeat;

    [Fact]
    public void Mute_newcomer_darkens_nobody()
    {
        var cluster = Started(41);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[3]);
        cluster.Hosts[2].Stop();
        cluster.Time.Run(Heartbeat);
        cluster.Order.JoinMute(1, "#foreign#n1");
        cluster.Time.Run(OrderedCluster.Timing.Lease + 2 * Heartbeat);
    }

    [Fact]
    public void Another_ring_proves_nothing()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(8, OrderedRig.Own, OrderedRig.Other);
        rig.Tick(Heartbeat).ForEach(payload => rig.Deliver(OrderedRig.Own, payload));
        Assert.Equal(Instant.Past, rig.Group.Evidence(rig.Now));
    }

    [Fact]
    public void Newcomer_that_goes_is_not_waited_for()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Members(7, OrderedRig.Own, OrderedRig.Other, "#w3#n3");
        rig.Members(7, OrderedRig.Own, OrderedRig.Other);
        rig.Tick(OrderedRig.Timing.Settling);
        Assert.True(rig.Group.WaitUntil <= rig.Now);
    }

    [Fact]
    public void Mute_newcomer_holds_up_a_move_for_H()
    {
        var cluster = Started(42);
        cluster.Order.JoinMute(1, "#foreign#n1");
        cluster.Time.Run(TimeSpan.FromMilliseconds(5));
        cluster.Hosts[0].Ask(new NodeEvent.Shutdown());
        cluster.Time.Run(OrderedCluster.Timing.Fresh + 3 * Heartbeat);
        Assert.Equal(0, cluster.HeldBy(cluster.Hosts[0]));
        Assert.Equal(6, cluster.Hosts.Sum(cluster.HeldBy));
    }

    [Fact]
    public void New_session_waits_for_whom_the_last_one_knew()
    {
        var rig = new OrderedRig();
        rig.OpenWithOther();
        rig.Post(new Core.Group.Ordered.EngineEvent.Disconnected(rig.Session, "it died"));
        rig.TakeEvents();
        rig.Group.Rejoin(rig.Now);
        Assert.True(rig.Group.WaitUntil >= rig.Now + OrderedRig.Timing.Lease);
    }

    [Fact]
    public void Majority_that_passes_on_takes_nothing_early()
    {
        // How old the last evidence is in that moment is a matter of the seed.
        for (ulong seed = 50; seed < 60; seed++)
        {
            PassMajorityOn(seed);
        }
    }

    [Fact]
    public void What_is_handed_over_waits_for_nobody()
    {
        var cluster = Started(44);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        cluster.Hosts[3].Crash();
        cluster.Time.Run(4 * Heartbeat);
        cluster.Hosts[1].Ask(new NodeEvent.Shutdown());
        cluster.Time.Run(Settled);
    }

    [Fact]
    public void Ring_that_is_formed_again_and_again_is_no_reason_to_take_nothing()
    {
        var cluster = Started(46);
        cluster.RequireUsable(cluster.Hosts[0], cluster.Hosts[1], cluster.Hosts[2]);
        cluster.Order.CrashDaemon(3);
        for (var time = TimeSpan.Zero; time < Settled; time += SimulatedOrder.ViewTime)
        {
            // The order stands still most of the time, and goes on for less than the settling.
            cluster.Time.Run(SimulatedOrder.ViewTime + Heartbeat / 2);
            cluster.Order.Partition([0, 1, 2]);
        }

        Assert.Equal(6, cluster.Hosts.Take(3).Sum(cluster.HeldBy));
    }

    [Fact]
    public void Fail_leaves_the_engine()
    {
        var cluster = Started(45);
        cluster.Hosts[1].Ask(
            new NodeEvent.Operator(1, new ControlRequest(ControlCommand.Fail)));
        cluster.Time.Run(TimeSpan.FromSeconds(1));
        Assert.Equal(3, cluster.Order.MembersAt(0));
        cluster.Hosts[1].Ask(
            new NodeEvent.Operator(1, new ControlRequest(ControlCommand.Start)));
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    private static void PassMajorityOn(ulong seed)
    {
        var cluster = new OrderedCluster(seed, 3, engineCounts: true) { Majority = true };
        cluster.StartAll();
        cluster.Time.Run(Settled);
        cluster.Order.Partition([0, 1], [2]);
        cluster.Time.Run(Settled + TimeSpan.FromMilliseconds(cluster.Random.Between(1, 50)));

        // The one that holds is stopped, so that it answers to the end of its lease.
        cluster.Hosts[1].Stop();
        cluster.Hosts[0].Crash();
        cluster.Time.Run(TimeSpan.FromMilliseconds(1));
        cluster.Order.Partition([0, 2], [1]);
        cluster.Time.Run(SimulatedOrder.ViewTime - TimeSpan.FromMilliseconds(10));
        cluster.Hosts[0].Start();
        cluster.Time.Run(2 * Settled);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[2]]);
    }

    private static OrderedCluster Started(ulong seed)
    {
        var cluster = new OrderedCluster(seed, 4, isAgreed: true);
        cluster.StartAll();
        cluster.Time.Run(Settled);
        return cluster;
    }
}
