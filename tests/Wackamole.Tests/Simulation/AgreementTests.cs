using Wackamole.Core.Control;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Tries at views, and runs of a daemon, that are over: nothing is left of them.</summary>
public sealed class AgreementTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(2);

    [Fact]
    public void A_newcomer_that_dies_as_coordinator_leaves_nobody_bound_by_a_promise()
    {
        var joinedNs = Begun().Cluster.Now;
        for (var early = Span.Millisecond / 10; early < 2 * Span.Millisecond;
            early += Span.Millisecond / 10)
        {
            var story = Story.Begun(LateFirst());
            story.Cluster.RunUntil(joinedNs - early);
            story.Cluster["a"].PowerOff();
            story.Passes(3);
            // None of them has left since, so only a new try frees who is bound.
            var moved = story.HeldBy("b")[0];
            story.Cluster["b"].Ask(new ControlRequest(ControlCommand.Move,
                story.Plan.VirtualInterfaces[moved].Head.ToString(), "c"));
            story.Await(() => story.HeldBy("c").Contains(moved), 1, "c takes what b hands over");
            story.Ends();
        }
    }

    [Fact]
    public void A_coordinator_that_starts_again_unheard_is_told_from_its_former_run()
    {
        var story = Story.Booted(4, 4);
        story.Cluster["a"].PowerOff();
        story.Cluster["d"].PowerOff();
        story.Await(story.IsAtRest, 2, "b and c have all");
        story.Part("ad", "bc");
        story.Cluster["a"].Start();
        story.Cluster["d"].Start();
        story.Await(() => story.Loads()[0] + story.Loads()[3] == 4, 5, "a and d cover all as well");
        story.Join("ad", "bc");
        // Its first view has the epoch that the first view of its former run had, and yet is no
        // former view of the others': they give way with the first heartbeat, before they merge.
        story.Passes(0.08);
        Assert.Equal(0, story.Loads()[1] + story.Loads()[2]);
        story.Await(story.IsAtRest, 5, "they are one");
        story.Ends();
    }

    [Fact]
    public void Packets_that_come_again_long_after_keep_no_dead_host_alive()
    {
        var story = Repeating();
        story.Cluster["b"].PowerOff();
        story.Await(story.IsCovered, 1, "its addresses are taken");
    }

    [Fact]
    public void Packets_of_a_run_that_is_over_do_no_harm_to_the_next()
    {
        var story = Repeating();
        story.Cluster["b"].PowerOff();
        story.Passes(1);
        story.Cluster["b"].Start();
        story.Await(() => story.IsAtRest() && story.Loads()[1] == 2, 4, "b has its share");
    }

    /// <summary>A network that brings every packet once more, up to five seconds later.</summary>
    private static Story Repeating()
    {
        var story = Story.Booted(3, 6);
        story.Cluster.SetWeather(Weather.Calm with
        {
            DuplicatePerMillion = 1_000_000,
            DuplicateLateNs = 5 * Span.Second,
        });
        story.Passes(6);
        return story;
    }

    /// <summary>
    /// Two hosts at rest, and the moment at which the first, who coordinates, was in their view.
    /// </summary>
    private static Story Begun()
    {
        var story = Story.Begun(LateFirst());
        story.Await(() => story.Cluster["a"].View is { Members.Length: 3 }, 20, "a joins");
        return story;
    }

    private static ClusterPlan LateFirst()
    {
        var plan = ClusterPlan.Of(3, 4) with { BalanceInterval = Never };
        return plan with
        {
            Hosts = plan.Hosts.SetItem(0, plan.Hosts[0] with { StartAtNs = 5 * Span.Second }),
        };
    }
}
