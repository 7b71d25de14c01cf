using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Where a majority is asked for over somebody else's order, nothing is ever answered twice: the
/// cluster checks it after everything that happens, also while it is divided.
/// </summary>
public sealed class OrderedMajorityTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    public static TheoryData<ulong, bool> Seeds =>
        [.. Enumerable.Range(1, 20).Select(seed => ((ulong)seed, false)),
            .. Enumerable.Range(1, 20).Select(seed => ((ulong)seed, true))];

    [Fact]
    public void The_smaller_part_lets_go_and_the_larger_one_covers_everything()
    {
        var cluster = Started(21, 5);
        cluster.Order.Partition([0, 1], [2, 3, 4]);
        cluster.Time.Run(TimeSpan.FromSeconds(4));
        Assert.Equal(0, cluster.HeldBy(cluster.Hosts[0]) + cluster.HeldBy(cluster.Hosts[1]));
        Assert.Equal(6, cluster.Hosts.Skip(2).Sum(cluster.HeldBy));
        cluster.Order.Partition([0, 1, 2, 3, 4]);
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nothing_is_answered_twice_through_partitions_and_crashes(
        ulong seed, bool engineCounts)
    {
        var cluster = Started(seed + 2_000, 3 + 2 * (int)(seed % 2), engineCounts);
        var all = Enumerable.Range(0, cluster.Hosts.Length).ToArray();
        for (var fault = 0; fault < 8; fault++)
        {
            var cut = cluster.Random.Below(all.Length);
            cluster.Order.Partition(
                [.. all.Where(one => one <= cut)], [.. all.Where(one => one > cut)]);
            cluster.Time.Run(TimeSpan.FromMilliseconds(cluster.Random.Between(1, 3_000)));
            if (cluster.Random.Percent(50))
            {
                var host = cluster.Hosts[cluster.Random.Below(all.Length)];
                host.Crash();
                host.Start();
            }
            else if (cluster.Random.Percent(30))
            {
                var daemon = cluster.Random.Below(all.Length);
                cluster.Order.CrashDaemon(daemon);
                cluster.Order.StartDaemon(daemon,
                    [.. all.Where(one => one != daemon && one <= cut == daemon <= cut
                        && cluster.Order.IsUp(one))]);
            }
        }

        cluster.Order.Partition(all);
        cluster.Time.Run(3 * Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Fact]
    public void An_engine_that_counts_votes_itself_has_the_last_word()
    {
        var cluster = Started(22, 3, engineCounts: true);
        cluster.Order.Partition([0], [1, 2]);
        cluster.Time.Run(SimulatedOrder.ViewTime + OrderedCluster.Timing.Lease);
        Assert.Equal(0, cluster.HeldBy(cluster.Hosts[0]));
        cluster.Time.Run(Settled);
        Assert.Equal(6, cluster.Hosts.Skip(1).Sum(cluster.HeldBy));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Majority_that_passes_on_while_its_common_host_restarts_takes_nothing_early(
        bool engineCounts)
    {
        var cluster = Divided(23, engineCounts);

        // The one that holds is stopped, so that it answers to the end of its lease.
        cluster.Hosts[1].Stop();
        cluster.Hosts[0].Crash();
        cluster.Time.Run(TimeSpan.FromMilliseconds(1));
        cluster.Order.Partition([0, 2], [1]);
        cluster.Time.Run(SimulatedOrder.ViewTime - TimeSpan.FromMilliseconds(10));
        cluster.Hosts[0].Start();
        RequirePassedOn(cluster);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Majority_that_passes_on_while_its_common_daemon_restarts_takes_nothing_early(
        bool engineCounts)
    {
        var cluster = Divided(24, engineCounts);
        cluster.Order.CrashDaemon(0);
        cluster.Order.StartDaemon(0, [2]);
        RequirePassedOn(cluster);
    }

    private static OrderedCluster Divided(ulong seed, bool engineCounts)
    {
        var cluster = Started(seed, 3, engineCounts);
        cluster.Order.Partition([0, 1], [2]);
        cluster.Time.Run(Settled);
        Assert.True(cluster.HeldBy(cluster.Hosts[1]) > 0);
        return cluster;
    }

    private static void RequirePassedOn(OrderedCluster cluster)
    {
        cluster.Time.Run(2 * Settled);
        cluster.RequireCovered([cluster.Hosts[0], cluster.Hosts[2]]);
    }

    private static OrderedCluster Started(ulong seed, int hosts, bool engineCounts = false)
    {
        var cluster = new OrderedCluster(seed, hosts, isAgreed: engineCounts, engineCounts)
        {
            Majority = true,
        };
        cluster.StartAll();
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
        return cluster;
    }
}
