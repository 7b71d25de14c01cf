using Wackamole.Core.Quorum;
using Xunit;

namespace Wackamole.Tests.Quorum;

/// <summary>Who has a majority, and how the voters change (PROTOCOL.md 4).</summary>
public sealed class QuorumKeeperTests
{
    [Fact]
    public void A_fresh_cluster_needs_every_voter_once_and_then_more_than_half()
    {
        var cluster = new VoterCluster("abc", "abc");
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("abc");
        Assert.True(cluster.IsQuorate("a"));
        Assert.Equal("abc", cluster.VotersOf("c"));
        cluster.Settle("bc");
        Assert.True(cluster.IsQuorate("b"));
        cluster.Settle("c");
        Assert.False(cluster.IsQuorate("c"));
    }

    [Fact]
    public void Hosts_that_name_different_voters_found_nothing()
    {
        var cluster = new VoterCluster("abc", "abc");
        cluster.Configure("b", "ab");
        cluster.Settle("abc");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Configure("b", "abc");
        cluster.Run();
        Assert.True(cluster.IsQuorate("a"));
    }

    [Fact]
    public void Half_of_four_votes_is_no_majority()
    {
        var cluster = Founded("abcd", "abcd");
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("cd");
        Assert.False(cluster.IsQuorate("c"));
    }

    [Fact]
    public void A_host_that_is_no_voter_is_no_vote()
    {
        var cluster = Founded("abcd", "abc");
        cluster.Settle("ad");
        Assert.False(cluster.IsQuorate("d"));
        cluster.Settle("abd");
        Assert.True(cluster.IsQuorate("d"));
    }

    [Fact]
    public void Voters_are_changed_once_all_that_are_here_configure_the_same()
    {
        var cluster = Founded("abcd", "abc");
        cluster.Configure("ab", "abd");
        cluster.Run();
        Assert.Equal("abc", cluster.VotersOf("a"));
        cluster.Configure("cd", "abd");
        cluster.Run();
        Assert.Equal("abd", cluster.VotersOf("a"));
        Assert.True(cluster.IsQuorate("d"));
        cluster.Settle("ac");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("bd");
        Assert.True(cluster.IsQuorate("b"));
    }

    [Fact]
    public void A_host_that_missed_the_change_does_not_rule_by_the_old_list()
    {
        var cluster = Founded("abcde", "abc");
        cluster.View("bcde");
        cluster.Configure("bcde", "bde");
        cluster.Run();
        Assert.Equal("bde", cluster.VotersOf("c"));
        Assert.Equal("abc", cluster.VotersOf("a"));
        cluster.Settle("de");
        Assert.True(cluster.IsQuorate("d"));
        cluster.Settle("ac");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
    }

    [Fact]
    public void A_voter_that_lost_its_disk_is_no_vote_until_a_majority_has_told_it()
    {
        var cluster = Founded("abcde", "abc");
        cluster.View("bcde");
        cluster.Configure("bcde", "bde");
        cluster.Run();
        cluster.LoseDisk("b");
        cluster.Start("b", "abc");
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Start("b", "bde");
        cluster.Settle("bde");
        Assert.True(cluster.IsQuorate("b"));
        cluster.Settle("bd");
        Assert.True(cluster.IsQuorate("b"));
    }

    [Fact]
    public void All_disks_lost_but_a_minority_found_no_second_cluster()
    {
        var cluster = Founded("abc", "abc");
        foreach (var name in new[] { "b", "c" })
        {
            cluster.LoseDisk(name);
            cluster.Start(name, "abc");
        }

        cluster.Settle("abc");
        Assert.False(cluster.IsQuorate("a"));
        Assert.Null(cluster["a"].RequestBootstrap());
        cluster.Run();
        Assert.True(cluster.IsQuorate("c"));
    }

    [Fact]
    public void Another_machine_of_a_voters_name_gets_its_vote_from_a_majority_alone()
    {
        var cluster = Founded("abc", "abc");
        cluster.MoveTo("c", 4711);
        cluster.Start("c", "abc");
        cluster.Settle("ac");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("abc");
        Assert.True(cluster.IsQuorate("a"));
        cluster.Settle("ac");
        Assert.True(cluster.IsQuorate("a"));

        // The machine that had it before comes back: it counts for nothing.
        cluster.MoveTo("c", 'c');
        cluster.Start("c", "abc");
        cluster.Settle("ac");
        Assert.False(cluster.IsQuorate("a"));
    }

    [Fact]
    public void One_machine_that_takes_another_voters_name_has_no_second_vote()
    {
        var cluster = Founded("abc", "abc");
        cluster.MoveTo("b", 'a');
        cluster.Start("b", "abc");
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
    }

    [Fact]
    public void A_change_that_broke_off_binds_whoever_may_have_agreed_to_it()
    {
        var cluster = Founded("abcdef", "abc");
        cluster.View("abcdef");
        cluster.StickDisk("c");
        cluster.Configure("abcdef", "def");
        while (!cluster.HasPending("b"))
        {
            cluster.Run(steps: 1);
        }

        cluster.StickDisk("a");
        cluster.Run();

        // On the disks of b, d, e and f: no majority of the old list, and none may go on alone.
        Assert.Equal("abc", cluster.VotersOf("b"));
        cluster.UnstickDisk("a");
        cluster.UnstickDisk("c");
        cluster.Settle("def");
        Assert.False(cluster.IsQuorate("d"));
        cluster.Settle("ab");
        Assert.False(cluster.IsQuorate("a"));
        cluster.Settle("abdef");
        Assert.True(cluster.IsQuorate("d"));
        Assert.Equal("def", cluster.VotersOf("a"));
    }

    [Fact]
    public void A_later_change_is_not_undone_by_who_agreed_to_an_earlier_one()
    {
        var cluster = Founded("abcde", "abc");

        // a alone writes that d shall vote beside them, and is gone.
        cluster.View("abcde");
        cluster.StickDisk("b");
        cluster.StickDisk("c");
        cluster.Configure("abcde", "abcd");
        cluster.Run();
        cluster.UnstickDisk("b");
        cluster.UnstickDisk("c");
        Assert.Equal("abc", cluster.VotersOf("a"));
        cluster.Start("b", "abce");
        cluster.Start("c", "abce");
        cluster.Start("d", "abce");
        cluster.Start("e", "abce");
        cluster.Settle("bcde");
        Assert.True(cluster.IsQuorate("b"));
        var voters = cluster.VotersOf("b");
        cluster.Start("a", "abcd");
        cluster.Settle("ab");
        Assert.NotEqual(cluster.IsQuorate("a"), voters.Length == 4);
        cluster.Settle("abcde");
        Assert.True(cluster.IsQuorate("a"));
        Assert.Equal(cluster.VotersOf("b"), cluster.VotersOf("a"));
    }

    [Fact]
    public void A_change_to_voters_that_are_not_here_does_not_begin()
    {
        var cluster = Founded("abc", "abc");
        cluster.Configure("abc", "axyz");
        cluster.Run();
        Assert.Equal("abc", cluster.VotersOf("a"));
        Assert.True(cluster.IsQuorate("a"));
    }

    [Fact]
    public void A_full_disk_costs_a_vote_in_what_changed_and_says_so()
    {
        var cluster = Founded("abc", "abc");
        cluster.View("abc");
        cluster.Run();
        cluster["c"].Configure(["a", "b"]);
        cluster.StickDisk("c");
        cluster.Configure("ab", "ab");
        cluster.Run();
        Assert.Equal("ab", cluster.VotersOf("a"));
        Assert.True(cluster.IsQuorate("a"));
        Assert.True(cluster["c"].TryTakeRecord(VoterCluster.Now, out var record));
        cluster["c"].Stored(record, "no space left on device", VoterCluster.Now);
        Assert.Equal("no space left on device", cluster["c"].DiskFault);
        Assert.False(cluster["c"].TryTakeRecord(VoterCluster.Now, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("voters.c is damaged")]
    public void A_first_write_that_fails_is_said_once_and_so_is_that_it_is_over(string? startFault)
    {
        var cluster = Founded("abc", "abc");
        cluster.LoseDisk("c");
        cluster.Start("c", "abc", startFault);
        cluster.StickDisk("c");
        cluster.Settle("abc");
        var host = cluster["c"];
        _ = NewsOf(host);
        var now = VoterCluster.Now;
        for (var tries = 0; tries < 3; tries++)
        {
            Assert.True(host.TryTakeRecord(now, out var refused));
            host.Stored(refused, "no space left on device", now);
            Assert.Equal(tries == 0, NewsOf(host).Contains(
                "cannot be kept: no space left on device", StringComparison.Ordinal));
            now += TimeSpan.FromMinutes(1);
        }

        Assert.True(host.TryTakeRecord(now, out var record));
        host.Stored(record, null, now);
        Assert.Equal("the list of voters is kept again", NewsOf(host));
        Assert.Null(host.DiskFault);
    }

    [Fact]
    public void Bootstrap_needs_a_majority_of_the_configured_voters_here_and_none_that_rules()
    {
        var cluster = Founded("abc", "abc");
        Assert.NotNull(cluster["a"].RequestBootstrap());
        cluster.Settle("a");
        Assert.NotNull(cluster["a"].RequestBootstrap());
        cluster.Configure("a", "a");
        cluster.Run();
        Assert.Null(cluster["a"].RequestBootstrap());
        cluster.Run();
        Assert.True(cluster.IsQuorate("a"));
        Assert.True(cluster["a"].Describe(false).Generation > 1);
    }

    private static string NewsOf(QuorumKeeper keeper)
    {
        var said = new List<string>();
        while (keeper.TryTakeNews(out var news))
        {
            said.Add(news);
        }

        return string.Join('\n', said);
    }

    private static VoterCluster Founded(string hosts, string voters)
    {
        var cluster = new VoterCluster(hosts, voters);
        cluster.Settle(hosts);
        Assert.True(cluster.IsQuorate("a"));
        Assert.Equal(1ul, cluster["a"].Describe(false).Generation);
        return cluster;
    }
}
