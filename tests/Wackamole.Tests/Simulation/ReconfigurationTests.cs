using System.Collections.Immutable;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>A new configuration on one host after the other, while the cluster runs.</summary>
public sealed class ReconfigurationTests
{
    private const double MoveMs = 5;

    [Fact]
    public void Addresses_that_are_added_host_by_host_are_covered_and_the_others_stay()
    {
        var story = Story.Begun(WithFew(Story.Plain(3, 6), 4));
        story.Passes(6);
        story.Watch();
        Assert.DoesNotContain("-", story.Holders()[..4]);
        Roll(story, vips => story.Plan.VirtualInterfaces);
        story.Await(story.IsCovered, 10, "all six are covered");
        story.Ends();
        Assert.Equal([2, 2, 2], story.Loads());
        Assert.All(Enumerable.Range(0, 4), vip => Assert.InRange(story.GapMs(vip), 0, MoveMs));
    }

    [Fact]
    public void Addresses_that_are_removed_host_by_host_go_when_the_last_host_has_let_go()
    {
        var story = Story.Booted(3, 6);
        Roll(story, vips => vips[..4]);
        story.Passes(5);
        Assert.Equal(["-", "-"], story.Holders()[4..]);
        Assert.DoesNotContain("-", story.Holders()[..4]);
        Assert.All(Enumerable.Range(0, 4), vip => Assert.InRange(story.GapMs(vip), 0, MoveMs));
    }

    [Fact]
    public void Weights_that_change_host_by_host_move_what_they_must()
    {
        var story = Story.Booted(3, 12);
        foreach (var (name, weight) in new[] { ("a", 4), ("b", 1), ("c", 1) })
        {
            var host = story.Cluster[name];
            host.Reconfigure(host.Settings with { Weight = weight });
            story.Passes(2);
        }

        story.Ends();
        Assert.Equal([8, 2, 2], story.Loads());
        Assert.InRange(story.LongestGapMs, 0, MoveMs);
    }

    private static void Roll(Story story,
        Func<ImmutableArray<VirtualInterface>, ImmutableArray<VirtualInterface>> change)
    {
        foreach (var name in new[] { "a", "b", "c" })
        {
            var host = story.Cluster[name];
            host.Reconfigure(host.Settings with
            {
                VirtualInterfaces = change(host.Settings.VirtualInterfaces),
            });
            story.Passes(1.5);
        }
    }

    private static ClusterPlan WithFew(ClusterPlan plan, int listed) => plan with
    {
        Hosts = [.. plan.Hosts.Select(host => host with
        {
            Configured = [.. Enumerable.Range(0, listed)],
        })],
    };
}
