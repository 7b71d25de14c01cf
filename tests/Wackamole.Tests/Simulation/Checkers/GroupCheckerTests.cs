using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Simulation.PlantedCluster;
using static Wackamole.Tests.Simulation.PlantedScript;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// The checkers of the group's contract can fail: each is shown what it must catch.
/// </summary>
public sealed class GroupCheckerTests
{
    private static readonly MemberId A = new("a", 1);
    private static readonly MemberId B = new("b", 1);
    private static readonly View Both = View(1, "a", "b");

    [Fact]
    public void Agreement_breaks_when_one_view_id_has_two_lists()
    {
        MustBreak(Of(new Agreement(), 1, new PlantedScript().Install(Both),
            new PlantedScript().Install(Both with { Members = [B] })), "I1 Agreement", 1);
        MustHold(Of(new Agreement(), 1, new PlantedScript().Install(Both),
            new PlantedScript().Install(Both)), 1);
    }

    [Fact]
    public void Agreement_breaks_when_a_member_is_not_in_its_own_view()
    {
        MustBreak(Of(new Agreement(), 1, new PlantedScript(),
            new PlantedScript().Install(View(1, "a"))), "I1 Agreement", 1);
    }

    [Fact]
    public void TotalOrder_breaks_when_two_members_deliver_in_different_orders()
    {
        MustBreak(Of(new TotalOrder(), 1,
            new PlantedScript().Deliver(Both, 1, A, "x").Deliver(Both, 2, B, "y"),
            new PlantedScript().Deliver(Both, 1, B, "y").Deliver(Both, 2, A, "x")),
            "I2 TotalOrder", 1);
    }

    [Fact]
    public void TotalOrder_breaks_on_a_gap_and_on_a_message_twice()
    {
        MustBreak(Of(new TotalOrder(), 1,
            new PlantedScript().Deliver(Both, 1, A, "x").Deliver(Both, 2, A, "y"),
            new PlantedScript().After(10).Deliver(Both, 2, A, "y")), "I2 TotalOrder", 1);
        MustBreak(Of(new TotalOrder(), 1,
            new PlantedScript().Deliver(Both, 1, A, "x").Deliver(Both, 1, A, "x")),
            "I2 TotalOrder", 1);
    }

    [Fact]
    public void TotalOrder_breaks_when_a_senders_messages_overtake_each_other()
    {
        MustBreak(Of(new TotalOrder(), 1, new PlantedScript()
            .Deliver(Both, 1, A, "x", 2).Deliver(Both, 2, A, "y", 1)), "I2 TotalOrder", 1);
    }

    [Fact]
    public void TotalOrder_holds_for_a_prefix_and_for_places_that_fragments_took()
    {
        MustHold(Of(new TotalOrder(), 1,
            new PlantedScript().Deliver(Both, 3, A, "long", 1).Deliver(Both, 4, A, "y", 2),
            new PlantedScript().After(10).Deliver(Both, 3, A, "long", 1)), 1);
    }

    [Fact]
    public void ViewsCut_breaks_when_a_message_comes_in_another_view()
    {
        MustBreak(Of(new ViewsCut(), 1, new PlantedScript().Install(Both)
            .Install(View(2, "a")).Deliver(Both, 1, A, "late")), "I3 ViewsCut", 1);
        MustHold(Of(new ViewsCut(), 1, new PlantedScript().Install(Both)
            .Deliver(Both, 1, A, "in time").Install(View(2, "a"))), 1);
    }

    [Fact]
    public void ViewsCut_breaks_when_a_message_is_delivered_and_dropped()
    {
        MustBreak(Of(new ViewsCut(), 1, new PlantedScript().Install(Both)
            .Deliver(Both, 1, A, "x", 1).Drop(Both, A, 1)), "I3 ViewsCut", 1);
    }

    [Fact]
    public void Convergence_breaks_when_hosts_that_hear_each_other_stay_apart()
    {
        MustBreak(Of(new Convergence(), 1, new PlantedScript().Install(View(1, "a")),
            new PlantedScript().Install(View(1, "b"))), "I4 Convergence", 30);
        MustHold(Of(new Convergence(), 1, new PlantedScript().Install(Both),
            new PlantedScript().Install(Both)), 30);
    }

    [Fact]
    public void Convergence_asks_nothing_across_a_partition()
    {
        var cluster = Of(new Convergence(), 1, new PlantedScript().Install(View(1, "a")),
            new PlantedScript().Install(View(1, "b")));
        cluster.Cut(1, 2, -1, false, false, 1);
        cluster.Cut(2, 1, -1, false, false, 1);
        MustHold(cluster, 30);
    }

    [Fact]
    public void Stability_breaks_when_a_view_changes_long_after_anything_did()
    {
        MustBreak(Of(new Stability(), 1,
            new PlantedScript().After(20_000).Install(View(7, "a"))), "I5 Stability", 30);
        MustHold(Of(new Stability(), 1,
            new PlantedScript().After(1_000).Install(View(7, "a"))), 30);
    }
}
