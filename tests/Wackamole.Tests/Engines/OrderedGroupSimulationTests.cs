using Wackamole.Core;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Whole nodes over a total order of somebody else's. After each fault the promises hold, and once
/// faults stop everything is covered again.
/// </summary>
public sealed class OrderedGroupSimulationTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    /// <summary>Seeds, over an engine with a safe order and over one without.</summary>
    public static TheoryData<ulong, bool> Seeds =>
        [.. Enumerable.Range(1, 40).Select(seed => ((ulong)seed, false)),
            .. Enumerable.Range(1, 40).Select(seed => ((ulong)seed, true))];

    [Fact]
    public void Hosts_that_start_together_share_the_addresses()
    {
        var cluster = Started(7, 3);
        cluster.RequireCovered(cluster.Hosts);
        Assert.All(cluster.Hosts, host => Assert.Equal(2, cluster.HeldBy(host)));
        Assert.True(cluster.Delivered > 0);
    }

    [Fact]
    public void Orderly_leave_hands_over_without_any_wait()
    {
        var cluster = Started(8, 3);
        cluster.Hosts[1].Ask(new NodeEvent.Shutdown());
        cluster.Time.Run(TimeSpan.FromMilliseconds(150));
        Assert.Null(cluster.Hosts[1].Node);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[2]]);
    }

    [Fact]
    public void Host_that_joins_gets_its_share_without_a_hole()
    {
        var cluster = Started(14, 3);
        cluster.Hosts[1].Ask(new NodeEvent.Shutdown());
        cluster.Time.Run(TimeSpan.FromSeconds(1));
        var check = cluster.Time.AfterEach;
        var covered = cluster.Time.Now;
        var longest = TimeSpan.Zero;
        cluster.Time.AfterEach = () =>
        {
            check();
            if (cluster.Hosts.Sum(cluster.HeldBy) == 6)
            {
                covered = cluster.Time.Now;
            }

            longest = cluster.Time.Now - covered > longest
                ? cluster.Time.Now - covered : longest;
        };
        cluster.Hosts[1].Start();
        cluster.Time.Run(Settled);
        Assert.Equal(2, cluster.HeldBy(cluster.Hosts[1]));
        Assert.True(longest < OrderedCluster.Timing.Heartbeat, $"nobody answered for {longest}");
    }

    [Fact]
    public void Killed_host_is_replaced_when_its_lease_is_over_and_not_before()
    {
        var cluster = Started(9, 3);
        var killed = cluster.Time.Now;
        cluster.Hosts[2].Crash();
        cluster.Time.Run(OrderedCluster.Timing.Lease - 2 * OrderedCluster.Timing.Heartbeat);
        Assert.Equal(4, cluster.HeldBy(cluster.Hosts[0]) + cluster.HeldBy(cluster.Hosts[1]));
        cluster.Time.RunUntil(killed + OrderedCluster.Timing.Lease
            + 2 * OrderedCluster.Timing.Heartbeat);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[1]]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Stopped_host_is_declared_absent_and_starts_anew_when_it_goes_on(bool isAgreed)
    {
        var cluster = Started(10, 3, isAgreed);
        var before = cluster.Hosts[0].Node!.Self;
        cluster.Hosts[0].Stop();
        cluster.Time.Run(OrderedCluster.Timing.Detection + OrderedCluster.Timing.Lease);
        cluster.RequireCovered([cluster.Hosts[1], cluster.Hosts[2]]);
        cluster.Hosts[0].Continue();
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
        Assert.True(cluster.Hosts[0].Node!.Self > before);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Healthy_hosts_keep_their_addresses_while_daemons_change_their_membership(
        bool isAgreed)
    {
        var cluster = Started(11, 4, isAgreed);
        var held = cluster.Hosts.Select(cluster.HeldBy).ToList();
        var least = 6;
        cluster.Order.CrashDaemon(3);
        var check = cluster.Time.AfterEach;
        cluster.Time.AfterEach = () =>
        {
            check();
            least = Math.Min(least, cluster.Hosts.Take(3).Sum(cluster.HeldBy));
        };
        cluster.Time.Run(SimulatedOrder.ViewTime + TimeSpan.FromSeconds(1));
        Assert.Equal(held.Take(3).Sum(), least);
        cluster.RequireCovered(cluster.Hosts.Take(3));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Healthy_hosts_keep_their_addresses_beside_a_stopped_one(int hosts)
    {
        var cluster = Started(17, hosts, isAgreed: true);
        cluster.Hosts[^1].Stop();
        var held = cluster.Hosts.Take(hosts - 1).Sum(cluster.HeldBy);
        var least = held;
        var check = cluster.Time.AfterEach;
        cluster.Time.AfterEach = () =>
        {
            check();
            least = Math.Min(least, cluster.Hosts.Take(hosts - 1).Sum(cluster.HeldBy));
        };
        cluster.Time.Run(OrderedCluster.Timing.Detection + OrderedCluster.Timing.Lease);
        Assert.Equal(held, least);
        cluster.RequireCovered(cluster.Hosts.Take(hosts - 1));
    }

    [Fact]
    public void Host_whose_daemon_died_releases_at_once_and_comes_back_with_it()
    {
        var cluster = Started(12, 3);
        cluster.Order.CrashDaemon(1);
        cluster.Time.Run(TimeSpan.FromMilliseconds(20));
        Assert.Equal(0, cluster.HeldBy(cluster.Hosts[1]));
        cluster.Time.Run(TimeSpan.FromSeconds(2));
        cluster.Order.StartDaemon(1);
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Fact]
    public void Divided_cluster_serves_on_both_sides_and_is_one_after_the_merge()
    {
        var cluster = Started(13, 4);
        cluster.IsDivided = true;
        cluster.Order.Partition([0, 1], [2, 3]);
        cluster.Time.Run(TimeSpan.FromSeconds(3));
        Assert.Equal(6, cluster.HeldBy(cluster.Hosts[0]) + cluster.HeldBy(cluster.Hosts[1]));
        Assert.Equal(6, cluster.HeldBy(cluster.Hosts[2]) + cluster.HeldBy(cluster.Hosts[3]));
        cluster.Order.Partition([0, 1, 2, 3]);
        cluster.Time.Run(SimulatedOrder.ViewTime + 4 * OrderedCluster.Timing.Heartbeat);
        cluster.IsDivided = false;
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Promises_hold_under_faults_of_one_host_at_a_time(ulong seed, bool isAgreed)
    {
        var cluster = Started(seed, 3 + (int)(seed % 3), isAgreed);
        for (var fault = 0; fault < 8; fault++)
        {
            Disturb(cluster, cluster.Hosts[cluster.Random.Below(cluster.Hosts.Length)]);
            cluster.Time.Run(
                TimeSpan.FromMilliseconds(cluster.Random.Between(1, 2_500)));
        }

        Repair(cluster);
        cluster.Time.Run(2 * Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Healthy_hosts_stay_usable_whatever_becomes_of_another(ulong seed, bool isAgreed)
    {
        var cluster = Started(seed + 3_000, 4, isAgreed);
        for (var fault = 0; fault < 4; fault++)
        {
            var struck = cluster.Hosts[cluster.Random.Below(4)];
            var check = cluster.Time.AfterEach;
            cluster.RequireUsable([.. cluster.Hosts.Where(host => host != struck)]);

            // Any number of them, as long as they are of one host.
            for (var blow = 0; blow < 3; blow++)
            {
                var isOfDaemons = Disturb(cluster, struck);
                cluster.Time.Run(TimeSpan.FromMilliseconds(cluster.Random.Between(1, 1_500)));

                // Two changes of the ring in one lease are more than a lease is made for.
                cluster.Time.Run(isOfDaemons ? 3 * SimulatedOrder.ViewTime : TimeSpan.Zero);
            }

            cluster.Time.Run(Settled);
            cluster.Time.AfterEach = check;
            Repair(cluster);
            cluster.Time.Run(2 * Settled);
            cluster.RequireCovered(cluster.Hosts);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Agreement_holds_through_partitions_and_merges(ulong seed, bool isAgreed)
    {
        var cluster = Started(seed + 1_000, 4, isAgreed);
        cluster.IsDivided = true;
        for (var fault = 0; fault < 6; fault++)
        {
            var cut = cluster.Random.Below(4);
            var all = Enumerable.Range(0, 4).ToArray();
            cluster.Order.Partition(
                [.. all.Where(one => one <= cut)], [.. all.Where(one => one > cut)]);
            cluster.Time.Run(TimeSpan.FromMilliseconds(cluster.Random.Between(1, 2_000)));
            if (cluster.Random.Percent(40))
            {
                Disturb(cluster, cluster.Hosts[cluster.Random.Below(4)]);
            }
        }

        Repair(cluster);
        cluster.Order.Partition([0, 1, 2, 3]);
        cluster.Time.Run(TimeSpan.FromSeconds(4));
        cluster.IsDivided = false;
        cluster.Time.Run(2 * Settled);
        cluster.RequireCovered(cluster.Hosts);
        Assert.True(cluster.Views > 2);
    }

    private static OrderedCluster Started(ulong seed, int hosts, bool isAgreed = false)
    {
        var cluster = new OrderedCluster(seed, hosts, isAgreed);
        cluster.StartAll();
        cluster.Time.Run(Settled);
        return cluster;
    }

    /// <summary>True where it changes the ring of the daemons.</summary>
    private static bool Disturb(OrderedCluster cluster, OrderedHost host)
    {
        switch (cluster.Random.Below(9))
        {
            case 0 when host.Node is not null:
                host.Crash();
                return false;
            case 1:
                host.Crash();
                host.Start();
                return false;
            case 2:
                host.Stop();
                return false;
            case 3 when host.IsStopped:
                host.Continue();
                return false;
            case 4:
                cluster.Order.CrashDaemon(host.Index);
                return true;
            case 5:
                cluster.Order.StopDaemon(host.Index);
                return true;
            case 6:
                cluster.Order.ContinueDaemon(host.Index);
                return true;
            case 7 when cluster.Order.IsUp(host.Index):
                var name = $"#foreign#n{host.Index}";
                cluster.Order.JoinMute(host.Index, name);
                cluster.Time.After(TimeSpan.FromMilliseconds(cluster.Random.Between(1, 1_000)),
                    () => cluster.Order.LeaveMute(host.Index, name));
                return false;
            default:
                cluster.Order.StartDaemon(host.Index);
                return true;
        }
    }

    private static void Repair(OrderedCluster cluster)
    {
        foreach (var host in cluster.Hosts)
        {
            cluster.Order.ContinueDaemon(host.Index);
            cluster.Order.StartDaemon(host.Index);
            if (host.Node is null)
            {
                host.Start();
            }
            else if (host.IsStopped)
            {
                host.Continue();
            }
        }
    }
}
