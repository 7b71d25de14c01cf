using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Whoever is healthy keeps its mates and its addresses, whichever others are sick, and at
/// whichever moment (I7: a checker of every story). T is 400 ms, h 50 ms.
/// </summary>
public sealed class HealthyMatesTests
{
    [Fact]
    public void A_host_that_dies_while_another_joins_costs_the_third_nothing()
    {
        for (var afterMs = 200; afterMs <= 500; afterMs += 10)
        {
            var story = Story.Booted(3, 3);
            story.Cluster["c"].PowerOff();
            story.Passes(2);
            story.Cluster["c"].Start();
            story.Passes(afterMs / 1e3);
            var before = story.Runs()[1];
            story.Cluster["a"].Crash();
            story.Await(story.IsAtRest, 5, "b and c are one view");
            Assert.Equal(before, story.Runs()[1]);
        }
    }

    /// <summary>b lost it first; c, which heard it until it died, is not to be left out.</summary>
    [Fact]
    public void A_coordinator_that_is_lost_by_one_before_it_dies_costs_no_mate_its_place()
    {
        for (var leadMs = 0; leadMs < 340; leadMs += 20)
        {
            var story = Story.Booted(3, 3);
            var before = story.Runs()[1..];
            story.Deafen("a", "b");
            story.Passes(leadMs / 1e3);
            story.Cluster["a"].PowerOff();
            story.Await(story.IsAtRest, 3, "b and c have all");
            Assert.Equal(before, story.Runs()[1..]);
        }
    }

    /// <summary>b and c lose it all but at once; d, which hears all, is to go with them.</summary>
    [Fact]
    public void A_coordinator_that_one_mate_alone_hears_for_a_while_costs_no_other_its_place()
    {
        for (var untilMs = 380; untilMs <= 600; untilMs += 3)
        {
            var story = Story.Booted(4, 4);
            var before = story.Runs()[1..];
            story.Deafen("a", "bc");
            story.Passes(untilMs / 1e3);
            story.Undeafen("a", "bc");
            story.Await(story.IsAtRest, 5, "all are one view again");
            Assert.Equal(before, story.Runs()[1..]);
        }
    }

    /// <summary>a and c learn of its new run one after the other.</summary>
    [Fact]
    public void A_daemon_that_starts_anew_at_once_costs_nobody_its_mates()
    {
        for (var phaseMs = 0; phaseMs < 50; phaseMs++)
        {
            var story = Story.Booted(3, 3);
            var (a, c) = (story.Runs()[0], story.Runs()[2]);
            story.Passes(phaseMs / 1e3);
            story.Cluster["b"].StepClock(600 * Span.Millisecond);
            story.Await(story.IsAtRest, 5, "b is back");
            Assert.Equal([a, c], [story.Runs()[0], story.Runs()[2]]);
        }
    }

    /// <summary>
    /// b is heard by c and d, but not by a, and waits. When a goes, c and d turn to b in the same
    /// moment; what it hears first is one of them.
    /// </summary>
    [Fact]
    public void Who_waited_for_the_coordinator_to_go_takes_in_all_of_its_mates()
    {
        for (var phaseMs = 0; phaseMs < 50; phaseMs += 2)
        {
            var story = Story.Booted(4, 4);
            story.Deafen("b", "a");
            story.Await(() => story.Loads()[1] == 0, 2, "b is out");
            story.Passes(2 + phaseMs / 1e3);
            var before = story.Runs()[2..];
            story.Cluster["a"].Leave();
            story.Await(story.IsAtRest, 5, "b, c and d are one view");
            Assert.Equal(before, story.Runs()[2..]);
        }
    }

    /// <summary>It is heard again, still in the view of all, while it hears nobody.</summary>
    [Fact]
    public void A_host_that_was_left_out_and_has_yet_to_hear_so_costs_nobody_anything()
    {
        for (var untilMs = 300; untilMs < 400; untilMs += 10)
        {
            var story = Story.Booted(5, 6);
            var own = "abcd".SelectMany(one => story.HeldBy(one.ToString())).ToList();
            var before = story.Runs()[..4];
            story.Watch();
            story.Deafen("e", "abcd");
            story.Passes(untilMs / 1e3);
            story.Deafen("abcd", "e");
            story.Passes((420 - untilMs) / 1e3);
            story.Undeafen("e", "abcd");
            story.Passes(0.16);
            story.Undeafen("abcd", "e");
            story.Passes(3);
            Assert.Equal(before, story.Runs()[..4]);
            Assert.All(own, vip => Assert.InRange(story.GapMs(vip), 0, 3));
        }
    }

    /// <summary>b hears a for a moment between two deaf times, and no longer c.</summary>
    [Fact]
    public void A_host_that_is_all_but_deaf_takes_no_mate_along()
    {
        for (var hearsMs = 5; hearsMs <= 50; hearsMs += 3)
        {
            var story = Story.Booted(3, 3);
            var (a, c) = (story.Runs()[0], story.Runs()[2]);
            story.Deafen("ac", "b");
            story.Passes(0.362);
            story.Undeafen("ac", "b");
            story.Passes(hearsMs / 1e3);
            story.DropPackets("ac", "b");
            story.Passes(2);
            Assert.Equal([a, c], [story.Runs()[0], story.Runs()[2]]);
        }
    }

    /// <summary>
    /// Two hosts; one goes deaf. What it says proves nothing from then on, and the other must have
    /// found that out, and asked the segment, before its lease ends.
    /// </summary>
    [Fact]
    public void The_mate_of_a_host_that_goes_deaf_keeps_what_it_has()
    {
        for (var phaseUs = 0; phaseUs < 8_000; phaseUs += 250)
        {
            var plan = Story.Plain(2, 2) with
            {
                Timing = Timing.From(
                    TimeSpan.FromMilliseconds(64), TimeSpan.FromMilliseconds(8), null),
            };
            var story = Story.Booted(plan);
            story.Passes(phaseUs / 1e6);
            var kept = story.HeldBy("a");
            story.DropPackets("a", "b");
            story.Passes(2);
            Assert.All(kept, vip => Assert.Equal(0, story.GapMs(vip)));
        }
    }
}
