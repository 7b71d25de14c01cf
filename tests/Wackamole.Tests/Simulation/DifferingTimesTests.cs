using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Clusters that are being given other times, host by host: with T of 400 and 200 ms the lease is
/// 320 and 160 ms.
/// </summary>
public sealed class DifferingTimesTests
{
    [Fact]
    public void Hosts_with_a_shorter_lease_wait_for_the_longer_one_of_a_daemon_that_was_killed()
    {
        var story = Booted("bc");
        story.Cluster["a"].Crash();
        story.Await(() => story.HeldBy("a").Length == 0, 1, "the fence closes");
        story.Await(story.IsCovered, 1, "the others take over");
        story.Cluster["a"].Start();
        story.Await(story.IsAtRest, 5, "it is back");
        story.Ends();
    }

    [Theory]
    [InlineData(400, 200)]
    [InlineData(200, 400)]
    [InlineData(400, 100)]
    [InlineData(100, 400)]
    public void Other_times_are_given_to_host_after_host_and_no_address_is_missed(int from, int to)
    {
        var story = Story.Booted(Plan("abc", from));
        foreach (var name in new[] { "a", "b", "c" })
        {
            var host = story.Cluster[name];
            host.Leave();
            story.Await(() => host.State == HostState.WithoutDaemon, 10, $"{name} leaves");
            host.Reconfigure(host.Settings with { Timing = TimesOf(to) });
            host.Start();
            story.Await(story.IsAtRest, 20, $"{name} is back");
        }

        story.Passes(2);
        Assert.InRange(story.LongestGapMs, 0, 5);
        story.Ends();
    }

    [Fact]
    public void Differing_leases_are_said_once_for_each_run_of_a_host()
    {
        var said = new List<string>();
        var story = Story.Begun(Plan("c"), new Trace(line =>
        {
            if (line.Contains("holds a lease of", StringComparison.Ordinal))
            {
                said.Add(line);
            }
        }));
        story.Await(story.IsAtRest, 20, "the cluster boots");
        story.Passes(5);
        Assert.Equal(4, said.Count);
        Assert.Contains(said, line => line.Contains(
            "c holds a lease of 160 ms and this host one of 320 ms", StringComparison.Ordinal));
    }

    /// <summary>
    /// c, which has promised a's view, loses a before its Install comes, and goes on in one of its
    /// own; a does not lose c, and must not take it for a member.
    /// </summary>
    [Fact]
    public void A_member_that_went_on_before_the_Install_came_is_asked_anew()
    {
        for (var joinedMs = 310; joinedMs < 360; joinedMs += 4)
        {
            var story = Booted("c");
            story.Cluster["c"].PowerOff();
            story.Passes(2);
            story.Cluster["c"].Start();
            story.Passes(joinedMs / 1e3);
            story.Deafen("b", "a");
            story.Passes(0.018);
            story.Part("a", "c");
            story.Passes(0.210);
            story.Undeafen("a", "c");
            story.Passes(0.051);
            story.Undeafen("c", "a");
            story.Passes(0.026);
            story.Undeafen("b", "a");
            story.Await(story.IsAtRest, 15, "all are one view");
        }
    }

    private static Story Booted(string shorter) => Story.Booted(Plan(shorter));

    private static Timing TimesOf(int detectionMs) =>
        Timing.FromDetection(TimeSpan.FromMilliseconds(detectionMs));

    private static ClusterPlan Plan(string others, int detectionMs = 200)
    {
        var plan = Story.Plain(3, 6);
        return plan with
        {
            Hosts = [.. plan.Hosts.Select(host => others.Contains(host.Name,
                StringComparison.Ordinal) ? host with { Timing = TimesOf(detectionMs) } : host)],
        };
    }
}
