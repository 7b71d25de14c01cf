using Wackamole.Core.Control;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Who gives way to whom, and who goes on, where some hosts hear each other and others do not
/// (PROTOCOL.md, section 4, «Yield»); T is 400 ms.
/// </summary>
public sealed class YieldTests
{
    /// <summary>
    /// The two that would serve hear each other only through a view that gives way to both: it
    /// tells each of the other. («b: a c» is: b is heard by a and c.)
    /// </summary>
    [Fact]
    public void Who_hears_of_its_senior_only_through_others_gives_way_and_outlives_it() =>
        GivesWayAndGoesOn("a: c d; b: c d e; c: b d e; d: a b c; e: b");

    [Theory]
    [InlineData("a: b; b: a c e; c: a b d; d: a b; e: b")]
    [InlineData("a: d e; b: a c d; c: b d; d: a c e; e: a")]
    [InlineData("a: b c; b: c d e; c: b d; d: a c; e: b")]
    [InlineData("a: c; b: a c; c: a d e; d: c; e: b c")]
    [InlineData("a: b; b: a c d; c: a b; d: b e; e: a b d")]
    public void Nobody_whose_senior_only_others_hear_serves_beside_it(string heardBy) =>
        GivesWayAndGoesOn(heardBy);

    private static void GivesWayAndGoesOn(string heardBy)
    {
        var story = Story.Booted(5, 5);
        foreach (var (from, to) in Unheard(heardBy))
        {
            story.Deafen(from, to);
        }

        story.Passes(5);
        var holders = story.Holders();
        Assert.DoesNotContain("-", holders);

        foreach (var holder in holders.SelectMany(one => one).Distinct())
        {
            story.Cluster[holder.ToString()].PowerOff();
        }

        story.Passes(5);
        Assert.DoesNotContain("-", story.Holders());
        story.Ends();
    }

    private static IEnumerable<(string From, string To)> Unheard(string heardBy) =>
        heardBy.Split("; ").SelectMany(line => "abcde".Except(line)
            .Select(other => (line[..1], other.ToString())));

    /// <summary>
    /// a and b are to hold nothing, and neither c nor d can come to them; b hears both.
    /// </summary>
    [Fact]
    public void Hosts_that_are_drained_do_not_keep_others_from_serving()
    {
        var story = WithTwoDrained();
        story.Part("a", "cd");
        story.Part("c", "d");
        story.Passes(5);
        Assert.Equal([0, 0, 6, 0], story.Loads());

        story.Cluster["c"].PowerOff();
        story.Passes(5);
        Assert.Equal([0, 0, 0, 6], story.Loads());
        story.Ends();
    }

    /// <summary>
    /// a, heard by c and d, can take neither: b is its mate, and hears none of them.
    /// </summary>
    [Fact]
    public void Drained_hosts_that_cannot_take_others_do_not_keep_them_from_serving()
    {
        var story = WithTwoDrained();
        story.Part("b", "cd");
        story.Part("c", "d");
        story.Await(() => story.Loads() is [0, 0, 6, 0] or [0, 0, 0, 6], 10, "one serves");
        story.Passes(30);
        Assert.True(story.Loads() is [0, 0, 6, 0] or [0, 0, 0, 6]);
        story.Ends();
    }

    private static Story WithTwoDrained()
    {
        var story = Story.Booted(4, 6);
        story.Cluster["a"].Ask(new ControlRequest(ControlCommand.Drain));
        story.Cluster["b"].Ask(new ControlRequest(ControlCommand.Drain));
        story.Await(() => story.Loads() is [0, 0, 3, 3], 2, "a and b drain");
        return story;
    }

    /// <summary>
    /// c and d hear neither a nor b, which hear them, and cannot add what these had: a and b,
    /// thrown out, give way while they may still be taken in.
    /// </summary>
    [Fact]
    public void Who_holds_a_part_and_takes_nobody_in_does_not_keep_others_from_the_rest()
    {
        var story = Story.Booted(4, 8);
        story.Cluster["c"].Kernel.FailPerMillion = 1_000_000;
        story.Cluster["d"].Kernel.FailPerMillion = 1_000_000;
        story.Deafen("ab", "cd");
        story.Await(() => story.Loads() is [0, 0, 2, 2], 2, "a and b are out");
        story.Await(() => story.Loads()[..2].Sum() == 8, 10, "a and b go on");
    }

    /// <summary>
    /// d and e hear b alone of the greater part, and b hears neither: it is the only reason to
    /// give way, and it answers for its addresses until its lease has ended.
    /// </summary>
    [Fact]
    public void Who_gives_way_to_a_host_that_stops_waits_until_its_lease_has_ended()
    {
        var story = Story.Booted(5, 5);
        story.Part("abc", "de");
        story.Passes(2);
        story.Undeafen("b", "de");
        story.Await(() => story.Loads()[3] + story.Loads()[4] == 0, 1, "d and e give way");
        story.Passes(5);
        story.Cluster["b"].Stop();
        story.Await(() => story.HeldBy("b") is [], 1, "its lease ends");
        Assert.Equal([0, 0], story.Loads()[3..]);
        story.Await(() => story.Loads()[3] + story.Loads()[4] == 5, 1, "d and e go on");
        story.Cluster["b"].Continue();
        story.Passes(5);
        story.Ends();
    }

    /// <summary>
    /// f gives way to the view that it was in, which cannot agree on its next one yet.
    /// </summary>
    [Fact]
    public void Who_gives_way_to_its_former_view_waits_for_a_stopped_host_of_it_too()
    {
        var story = Story.Booted(6, 6);
        story.Part("abcde", "f");
        story.Passes(0.3);
        story.Part("abcd", "e");
        story.Await(() => story.Loads()[5] == 6, 1, "f, alone, covers everything");
        story.Undeafen("a", "f");
        story.Await(() => story.Loads()[5] == 0, 0.2, "f gives way");
        story.Cluster["a"].Stop();
        story.Await(() =>
        {
            Assert.Empty(story.HeldBy("a").Intersect(story.HeldBy("f")));
            return story.HeldBy("a") is [];
        }, 1, "a's lease ends");
    }
}
