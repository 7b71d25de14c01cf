using Wackamole.Core.Quorum;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Simulation.PlantedCluster;
using static Wackamole.Tests.Simulation.PlantedScript;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// The checkers of clusters that ask for a majority can fail: each is shown what it must catch, and
/// what it must not.
/// </summary>
public sealed class MajorityCheckerTests
{
    private const string Double = "I6 NeverDouble";
    private const string Evidence = "I6 MajorityEvidence";
    private const string Covered = "I7 QuorateCovered";

    private static PlantedScript Idle => new PlantedScript().KeepLease();

    private static PlantedScript Holder => Idle.Take(0);

    [Fact]
    public void NeverDouble_breaks_when_two_hosts_answer_whether_or_not_they_hear_each_other()
    {
        MustBreak(Of(new NeverDouble(), 1, Holder, Holder), Double, 1);
        MustBreak(Apart(Of(new NeverDouble(), 1, Holder, Holder)), Double, 1);
        MustHold(Of(new NeverDouble(), 2, Holder, Idle.Take(1)), 1);
        MustHold(Of(new NeverDouble(), 1, Holder.After(500).Release(0),
            Idle.After(510).Take(0)), 1);
    }

    [Fact]
    public void NeverDouble_exempts_a_stopped_host_only_where_no_kernel_keeps_its_lease()
    {
        PlantedScript[] scripts = [Holder, Idle.After(600).Take(0)];
        MustBreak(Of(new NeverDouble(), Unfenced(2, 1), scripts), Double, 1);
        MustHold(Stopped(Of(new NeverDouble(), Unfenced(2, 1), scripts)), 1);
        MustHold(Stopped(Of(new NeverDouble(), 1, scripts)), 1);

        // A word far ahead is what a fence cannot save from.
        MustBreak(Stopped(Of(new NeverDouble(), 1,
            new PlantedScript().Lease(Instant.Never).Take(0), scripts[1])), Double, 1);
    }

    [Fact]
    public void MajorityEvidence_breaks_when_a_lease_lies_beyond_L_or_is_had_without_a_majority()
    {
        MustBreak(Of(new MajorityEvidence(), 1, Idle.After(500).Lease(Instant.Never)),
            Evidence, 1, "from now");
        MustBreak(Of(new MajorityEvidence(), 1, Idle.WithoutMajority()),
            Evidence, 1, "without a majority");
        MustHold(Of(new MajorityEvidence(), 1, Idle.After(300).Lease(Instant.Past)), 0.3);
        MustHold(Of(new MajorityEvidence(), 1,
            new PlantedScript().WithoutMajority().Lease(Instant.Past)), 1);
    }

    [Fact]
    public void MajorityEvidence_breaks_when_a_view_is_no_majority_of_the_list_on_its_disks()
    {
        MustBreak(Voting(3, inView: 1, until: 1_320), Evidence, 2, "which has no majority of");
        MustHold(Voting(3, inView: 2, until: 1_320, 1), 2);
    }

    [Fact]
    public void MajorityEvidence_breaks_when_the_lease_outlasts_what_a_majority_has_been_handed()
    {
        MustBreak(Voting(3, inView: 3, until: 1_330, 1), Evidence, 2, "has been handed");
        MustHold(Voting(3, inView: 3, until: 1_320, 1), 2);
        MustBreak(Voting(5, inView: 5, until: 1_320, 1), Evidence, 2, "has been handed");
        MustHold(Voting(5, inView: 5, until: 1_320, 1, 4), 2);
    }

    [Fact]
    public void MajorityEvidence_asks_nothing_by_a_list_that_is_being_changed()
    {
        var next = new PendingList(List(2, 1), 1);
        MustHold(Voting(3, next, inView: 3, until: 1_330, 1), 2);
    }

    [Fact]
    public void QuorateCovered_breaks_when_hosts_that_all_hear_each_other_have_no_majority()
    {
        MustBreak(Of(new QuorateCovered(), 1, Holder, Idle.WithoutMajority()),
            Covered, 15, "b has no majority");
        MustHold(Of(new QuorateCovered(), 1, Holder, Idle), 15);

        // Before the bound is over it may still come.
        MustHold(Of(new QuorateCovered(), 1, Holder, Idle.WithoutMajority()), 10);
    }

    [Fact]
    public void QuorateCovered_breaks_when_a_majority_leaves_an_address_or_answers_twice()
    {
        MustBreak(Of(new QuorateCovered(), 2, Holder, Idle), Covered, 15,
            "10.9.0.2 is usable on 0 hosts of [a, b], which have a majority");
        MustBreak(Of(new QuorateCovered(), 1, Holder, Holder), Covered, 15,
            "10.9.0.1 is usable on 2 hosts");
    }

    [Fact]
    public void QuorateCovered_breaks_when_a_part_without_a_majority_holds_or_its_members_differ()
    {
        MustHold(Parted(Holder, Idle, Idle.WithoutMajority()), 15);
        MustBreak(Parted(Holder, Idle, Holder.WithoutMajority()), Covered, 15,
            "10.9.0.1 is usable on 1 hosts of [c], which have no majority");
        MustBreak(Parted(Holder, Idle.WithoutMajority(), Idle.WithoutMajority()), Covered, 15,
            "do not agree");
    }

    /// <summary>The third of three hosts neither hears the others nor is heard.</summary>
    private static SimulatedCluster Parted(params PlantedScript[] scripts)
    {
        var cluster = Of(new QuorateCovered(), 1, scripts);
        cluster.Cut(0b011, 0b100, -1, false, false, 1);
        cluster.Cut(0b100, 0b011, -1, false, false, 1);
        return cluster;
    }

    private static SimulatedCluster Apart(SimulatedCluster cluster)
    {
        cluster.Cut(1, 2, -1, false, false, 1);
        cluster.Cut(2, 1, -1, false, false, 1);
        return cluster;
    }

    private static SimulatedCluster Stopped(SimulatedCluster cluster)
    {
        cluster.At(100 * Span.Millisecond, cluster.Hosts[0].Stop);
        return cluster;
    }

    /// <summary>
    /// Equal voters; at 1,000 ms the first sends something to some, and sets its lease soon after.
    /// </summary>
    /// <param name="inView">How many of the hosts, from the first on.</param>
    /// <param name="until">The lease's end, in milliseconds from the start by its clock.</param>
    private static SimulatedCluster Voting(
        int hosts, int inView, double until, params int[] sendsTo) =>
        Voting(hosts, null, inView, until, sendsTo);

    private static SimulatedCluster Voting(
        int hosts, PendingList? next, int inView, double until, params int[] sendsTo)
    {
        PlantedScript Voter() => new PlantedScript()
            .Store(new VoterRecord(List(1, hosts), next, 0))
            .Install(PlantedScript.View(
                1, [.. Enumerable.Range(0, inView).Select(ClusterPlan.NameOf)]));
        var first = sendsTo.Aggregate(Voter().After(1_000), (script, host) => script.Send(host));
        first.After(1_050).Lease(
            new Instant(1_000 * Span.Second) + TimeSpan.FromMilliseconds(until));
        return Of(new MajorityEvidence(), 1,
            [first, .. Enumerable.Range(1, hosts - 1).Select(_ => Voter())]);
    }

    private static VoterList List(ulong generation, int hosts) => VoterList.Of(generation,
        Enumerable.Range(0, hosts).Select(
            place => new Voter(ClusterPlan.NameOf(place), (ulong)place + 1)));
}
