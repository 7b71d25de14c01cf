using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Clusters that are being given other times, host by host: T is 400 ms on some and 200 ms on
/// others, the lease 320 and 160 ms.
/// </summary>
public sealed class DifferingTimesTests
{
    private static readonly Timing Shorter =
        Timing.FromDetection(TimeSpan.FromMilliseconds(200));

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

    private static Story Booted(string shorter) => Story.Booted(Plan(shorter));

    private static ClusterPlan Plan(string shorter)
    {
        var plan = Story.Plain(3, 6);
        return plan with
        {
            Hosts = [.. plan.Hosts.Select(host => shorter.Contains(host.Name,
                StringComparison.Ordinal) ? host with { Timing = Shorter } : host)],
        };
    }
}
