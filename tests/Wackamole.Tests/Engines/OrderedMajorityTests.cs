using Wackamole.Core;
using Wackamole.Core.Group.Ordered;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Where a majority is asked for over somebody else's order, nothing is ever answered twice: the
/// cluster checks it after everything that happens, also while it is divided.
/// </summary>
public sealed class OrderedMajorityTests
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(6);

    public static TheoryData<ulong> Seeds =>
        [.. Enumerable.Range(1, 20).Select(seed => (ulong)seed)];

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
    public void Nothing_is_answered_twice_through_partitions_and_crashes(ulong seed)
    {
        var cluster = Started(seed + 2_000, 3 + 2 * (int)(seed % 2));
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
        }

        cluster.Order.Partition(all);
        cluster.Time.Run(3 * Settled);
        cluster.RequireCovered(cluster.Hosts);
    }

    [Fact]
    public void An_engine_that_counts_votes_itself_has_the_last_word()
    {
        var cluster = new OrderedCluster(22, 3) { Majority = true, EngineCounts = true };
        cluster.StartAll();
        cluster.Time.Run(Settled);
        Assert.All(cluster.Hosts, host => Assert.Equal(0, cluster.HeldBy(host)));
        Tell(cluster, isQuorate: true);
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
        Tell(cluster, isQuorate: false);
        cluster.Time.Run(OrderedCluster.Timing.Lease);
        Assert.All(cluster.Hosts, host => Assert.Equal(0, cluster.HeldBy(host)));
    }

    private static void Tell(OrderedCluster cluster, bool isQuorate)
    {
        foreach (var host in cluster.Hosts)
        {
            host.Post(new NodeEvent.EngineReported(
                new EngineEvent.QuorumChanged(Session: 1, isQuorate)));
        }
    }

    private static OrderedCluster Started(ulong seed, int hosts)
    {
        var cluster = new OrderedCluster(seed, hosts) { Majority = true };
        cluster.StartAll();
        cluster.Time.Run(Settled);
        cluster.RequireCovered(cluster.Hosts);
        return cluster;
    }
}
