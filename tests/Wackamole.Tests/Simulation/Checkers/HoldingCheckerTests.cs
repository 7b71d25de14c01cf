using Wackamole.Core;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Simulation.PlantedCluster;
using static Wackamole.Tests.Simulation.PlantedScript;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// The checkers of who answers for what can fail: each is shown what it must catch.
/// </summary>
public sealed class HoldingCheckerTests
{
    private static PlantedScript Holder => new PlantedScript().KeepLease().Take(0);

    [Fact]
    public void Exclusive_breaks_when_two_connected_hosts_answer_for_one_address()
    {
        MustBreak(Of(new Exclusive(), 1, Holder, Holder), "I6 Exclusive", 2);
        MustHold(Of(new Exclusive(), 1, Holder, new PlantedScript().KeepLease()), 2);
    }

    [Fact]
    public void Exclusive_breaks_when_two_hosts_are_connected_through_a_third()
    {
        // Who goes between them is a member of some view, and so could tell them of each other.
        var line = Of(new Exclusive(), 1, Holder, Holder,
            new PlantedScript().Install(PlantedScript.View(1, "c")));
        line.Cut(1, 2, -1, false, false, 1);
        line.Cut(2, 1, -1, false, false, 1);
        MustBreak(line, "I6 Exclusive", 2);
    }

    [Fact]
    public void Exclusive_allows_what_a_partition_makes_unavoidable_and_L_plus_4h_after_it()
    {
        var cluster = Of(new Exclusive(), 1, Holder.After(10_300).Release(0), Holder);
        cluster.Cut(1, 2, -1, false, true, 1);
        cluster.RunFor(TimeSpan.FromSeconds(10));
        // Heard one way only until now: best effort. From here they are connected both ways.
        cluster.RunFor(TimeSpan.FromMilliseconds(250));
        cluster.Cut(1, 2, -1, false, true, -1);
        MustHold(cluster, 5);
    }

    [Fact]
    public void Exclusive_breaks_when_a_stopped_host_still_answers_though_it_is_fenced()
    {
        // A word far ahead is what a fence cannot save from.
        var cluster = Of(new Exclusive(), 1, new PlantedScript().Lease(Instant.Never).Take(0),
            new PlantedScript().KeepLease().After(600).Take(0));
        cluster.At(100 * Span.Millisecond, cluster.Hosts[0].Stop);
        MustBreak(cluster, "I6 Exclusive", 2);
    }

    [Fact]
    public void Exclusive_exempts_a_stopped_host_only_where_no_kernel_keeps_its_lease()
    {
        var cluster = Of(new Exclusive(), Unfenced(2, 1), Holder,
            new PlantedScript().KeepLease().After(600).Take(0));
        cluster.At(100 * Span.Millisecond, cluster.Hosts[0].Stop);
        cluster.RunFor(TimeSpan.FromSeconds(2));
        Assert.Equal(2, cluster.Coverage.Holders(0));
        cluster.Hosts[0].Continue();
        MustBreak(cluster, "I6 Exclusive", 2);
    }

    [Fact]
    public void LeaseWord_breaks_when_it_lies_beyond_L_or_goes_back()
    {
        MustBreak(Of(new LeaseWord(), 1, new PlantedScript().Lease(Instant.Never)),
            "I6 LeaseWord", 1);
        var hostStarts = new Instant(1_000 * Span.Second);
        MustBreak(Of(new LeaseWord(), 1, new PlantedScript()
            .Lease(hostStarts + TimeSpan.FromMilliseconds(200))
            .Lease(hostStarts + TimeSpan.FromMilliseconds(100))), "I6 LeaseWord", 1);
        MustHold(Of(new LeaseWord(), 1, Holder.After(300).Lease(Instant.Past)), 0.3);
    }

    [Fact]
    public void Mature_breaks_when_a_fresh_cluster_claims_at_once()
    {
        MustBreak(Of(new Mature(), 1, Holder), "Mature", 1);
        MustHold(Of(new Mature(), 1, new PlantedScript().KeepLease().After(1_010).Take(0)), 2);
    }

    [Fact]
    public void Covered_breaks_when_nobody_takes_an_address()
    {
        MustBreak(Of(new Covered(), 2, Holder, new PlantedScript().KeepLease()),
            "I7 Covered", 10);
        MustHold(Of(new Covered(), 2, Holder, new PlantedScript().KeepLease().Take(1)), 10);
    }

    [Fact]
    public void Covered_breaks_3T_after_a_crash_that_nobody_makes_good()
    {
        var cluster = Of(new Covered(), 2, Holder, new PlantedScript().KeepLease().Take(1));
        cluster.RunFor(TimeSpan.FromSeconds(10));
        cluster.Hosts[1].Crash();
        MustBreak(cluster, "I7 Covered", 2);
        Assert.InRange(cluster.Now, 11 * Span.Second, 11.5 * Span.Second);
    }

    [Fact]
    public void Continuous_breaks_when_the_lease_of_a_healthy_holder_ends()
    {
        MustBreak(Of(new Continuous(), 1, LeaseOnce(2_000).Take(0), new PlantedScript()),
            "I7 Continuous", 5);
    }

    [Fact]
    public void Continuous_breaks_when_a_healthy_holder_gives_up_what_nobody_takes()
    {
        MustBreak(Of(new Continuous(), 1, Holder.After(3_000).Release(0),
            new PlantedScript().KeepLease()), "I7 Continuous", 5);
        MustHold(Of(new Continuous(), 1, Holder.After(3_000).Release(0),
            new PlantedScript().KeepLease().After(3_005).Take(0)), 5);
    }

    [Fact]
    public void Sticky_breaks_when_a_healthy_holder_gives_up_though_nothing_balances()
    {
        var still = ClusterPlan.Of(2, 1) with { BalanceInterval = TimeSpan.FromHours(1) };
        PlantedScript[] scripts = [Holder.After(12_000).Release(0),
            new PlantedScript().KeepLease().After(12_020).Take(0)];
        MustBreak(Of(new Sticky(), still, scripts), "I8 Sticky", 15);
        MustHold(Of(new Sticky(), ClusterPlan.Of(2, 1), scripts), 15);
    }

    [Fact]
    public void Balanced_breaks_when_loads_for_weight_stay_apart()
    {
        MustBreak(Of(new Balanced(), 4, new PlantedScript().KeepLease().Take(0, 1, 2),
            new PlantedScript().KeepLease().Take(3)), "I9 Balanced", 60);
        var heavy = ClusterPlan.Of(2, 4);
        heavy = heavy with { Hosts = heavy.Hosts.SetItem(0, heavy.Hosts[0] with { Weight = 3 }) };
        MustHold(Of(new Balanced(), heavy, new PlantedScript().KeepLease().Take(0, 1, 2),
            new PlantedScript().KeepLease().Take(3)), 60);
    }

    [Fact]
    public void SameTable_breaks_when_members_name_different_holders()
    {
        MustBreak(Saying(new PlantedScript().Says("a"), new PlantedScript().Says("b")),
            "I10 SameTable", 12, "10.9.0.1 is with a (held) says a, but 10.9.0.1 is with b");
        MustBreak(Saying(new PlantedScript().Says("a", "b"), new PlantedScript().Says("a")),
            "I10 SameTable", 12, "a knows 2 virtual interfaces but b knows 1");
        MustHold(Saying(new PlantedScript().Says("a", "b"),
            new PlantedScript().Says("a", "b")), 12);
    }

    [Fact]
    public void SameTable_asks_nothing_of_what_moves_of_another_part_or_before_all_is_calm()
    {
        PlantedScript[] differing = [new PlantedScript().Says("a"), new PlantedScript().Says("b")];
        MustHold(Saying(differing[0], new PlantedScript().SaysMoving("b")), 12);
        MustHold(Saying(differing), 9);
        var parted = Saying(differing);
        parted.Cut(1, 2, -1, false, false, 1);
        parted.Cut(2, 1, -1, false, false, 1);
        MustHold(parted, 12);
    }

    [Fact]
    public void Real_breaks_when_what_is_announced_or_hooked_is_not_there()
    {
        MustBreak(Of(new Real(), 2, Holder.After(500).Announce(1)), "I11 Real", 1);
        MustBreak(Of(new Real(), 2, Holder.After(500).Hook(HookEvent.OnUp, 1)), "I11 Real", 1);
        MustBreak(Of(new Real(), 2, Holder.After(500).Hook(HookEvent.OnDown, 0)), "I11 Real", 1);
        MustBreak(Of(new Real(), 2, Holder.After(500).Finish()), "I11 Real", 1);
        MustHold(Of(new Real(), 2, Holder.After(500).Announce(0).Hook(HookEvent.OnUp, 0)), 1);
    }

    [Fact]
    public void Real_breaks_when_what_something_removed_is_neither_put_back_nor_said_to_be_down()
    {
        MustBreak(Robbed(Holder.After(500).Hook(HookEvent.OnUp, 0)), "I11 Real", 3);
        MustHold(Robbed(Holder.After(500).Hook(HookEvent.OnUp, 0).After(1_020).Take(0)), 3);
        MustHold(Robbed(Holder.After(500).Hook(HookEvent.OnUp, 0)
            .After(1_020).Hook(HookEvent.OnDown, 0)), 3);
    }

    [Fact]
    public void NotDeaf_breaks_when_a_host_takes_what_it_cannot_hear_about()
    {
        MustBreak(Deaf(new PlantedScript().KeepLease().After(3_000).Take(0)),
            "I12 NotDeaf", 5);
        MustBreak(Deaf(new PlantedScript().KeepLease().After(3_000).Announce(0)),
            "I12 NotDeaf", 5);
        MustHold(Deaf(Holder.After(3_000).Announce(0)), 5);
    }

    private static PlantedScript LeaseOnce(double milliseconds) => new PlantedScript().Lease(
        new Instant(1_000 * Span.Second) + TimeSpan.FromMilliseconds(milliseconds));

    private static SimulatedCluster Saying(params PlantedScript[] scripts) =>
        Of(new SameTable(), 2, scripts);

    private static SimulatedCluster Robbed(PlantedScript script)
    {
        var cluster = Of(new Real(), 1, script);
        cluster.At(Span.Second, () => cluster.Hosts[0].LoseAddress(0));
        return cluster;
    }

    private static SimulatedCluster Deaf(PlantedScript script)
    {
        var cluster = Of(new NotDeaf(), 1, script, new PlantedScript());
        cluster.At(Span.Second, () => cluster.Cut(2, 1, -1, true, false, 1));
        return cluster;
    }
}
