using Wackamole.Core.Allocation;
using Wackamole.Core.Control;
using Xunit;

namespace Wackamole.Tests.Simulation;

/// <summary>Kernels that refuse, or take their time.</summary>
public sealed class KernelTests
{
    private const int Always = 1_000_000;

    [Fact]
    public void A_host_whose_kernel_refuses_every_address_leaves_them_to_the_others()
    {
        var story = Story.Begun(Story.Plain(3, 6));
        story.Cluster["b"].Kernel.FailPerMillion = Always;
        story.Await(story.IsCovered, 10, "a and c have all");
        Assert.Equal(0, story.Loads()[1]);
    }

    [Fact]
    public void The_last_host_takes_its_addresses_off_before_it_is_gone_however_long_that_takes()
    {
        var story = Story.Booted(2, 4);
        story.Cluster["b"].PowerOff();
        story.Await(() => story.Loads()[0] == 4, 2, "a has all");
        story.Cluster["a"].Kernel.SlowNs = 50 * Span.Millisecond;
        story.Cluster["a"].Leave();
        story.Await(() => !story.Cluster["a"].IsRunning, 5, "a ends");
        Assert.Equal(0, story.Loads()[0]);
    }

    [Fact]
    public void What_something_removes_again_and_again_goes_to_another_host()
    {
        var story = Story.Booted(2, 2);
        var vip = story.HeldBy("a")[0];
        story.Cluster["a"].KeepRemoving(vip);
        story.Await(() => story.Holders()[vip] == "b", 1, "b has it");
        Assert.InRange(story.Takes(vip), 4, 5);
        story.Cluster["a"].LetBe(vip);
        story.Ends();
    }

    [Fact]
    public void What_something_keeps_removing_everywhere_is_uncovered_with_a_reason_and_comes_back()
    {
        var story = Story.Booted(1, 2);
        story.Cluster["a"].KeepRemoving(0);
        story.Passes(6);
        story.Cluster.AskStatus();
        var status = story.Cluster["a"].Status!.VirtualInterfaces[0];
        Assert.Equal(("uncovered", "-"), (status.State, story.Holders()[0]));
        Assert.Contains("keeps removing 10.9.0.1 from", status.Reason, StringComparison.Ordinal);
        story.Cluster["a"].LetBe(0);
        story.Await(story.IsCovered, BackOffs.Longest.TotalSeconds, "a has it again");
        story.Ends();
    }

    [Fact]
    public void What_something_keeps_removing_is_tried_again_less_and_less_often()
    {
        var story = Story.Booted(1, 1);
        story.Cluster["a"].KeepRemoving(0);
        story.Passes(16);
        var early = story.Takes(0);
        story.Passes(48);

        // Once as found and three times put back, then after 1, 2, 4, 8 s; then after 16 and 32 s.
        Assert.Equal(3 + 4, early);
        Assert.InRange(story.Takes(0) - early, 1, 5);
        story.Cluster["a"].LetBe(0);
        story.Await(story.IsCovered, BackOffs.Longest.TotalSeconds, "a has it again");
    }

    [Fact]
    public void What_something_keeps_removing_is_kept_where_no_other_host_can_hold_it()
    {
        var story = Story.Booted(2, 2);
        var vip = story.HeldBy("a")[0];
        story.Cluster["b"].Ask(new ControlRequest(ControlCommand.Drain));
        story.Await(() => story.Loads()[1] == 0, 2, "b drains");
        story.Cluster["a"].KeepRemoving(vip);
        story.Passes(3);
        story.Cluster["a"].LetBe(vip);
        story.Await(story.IsCovered, BackOffs.Longest.TotalSeconds, "a has it again");
        story.Ends();
    }

    [Fact]
    public void A_host_that_others_had_drained_stays_so_when_it_was_cut_off_and_comes_back()
    {
        var story = Story.Booted(3, 6);
        story.Cluster["a"].Ask(new ControlRequest(ControlCommand.Drain, null, "b"));
        story.Await(() => story.Loads()[1] == 0, 2, "b drains");
        var run = story.Runs()[1];
        story.Part("b", "ac");
        story.Passes(2);
        story.Join("b", "ac");
        story.Await(() => story.Runs()[1] != run && story.Runs()[1].Length > 0, 5, "b is back");
        story.Passes(3);
        Assert.Equal(0, story.Loads()[1]);

        story.Cluster["a"].Ask(new ControlRequest(ControlCommand.Start, null, "b"));
        story.Await(() => story.Loads()[1] == 2, 5, "b takes part again");
        story.Part("b", "ac");
        story.Passes(2);
        story.Join("b", "ac");
        story.Await(() => story.IsAtRest() && story.Loads()[1] == 2, 10, "b has its share");
        story.Ends();
    }

    [Fact]
    public void A_view_that_forms_while_an_address_is_being_added_gives_it_to_nobody_else()
    {
        // c takes 100 ms for the addresses of b, and while it does so d comes.
        for (var joinsMs = 0; joinsMs < 300; joinsMs += 25)
        {
            var plan = Story.Plain(4, 6);
            var story = Story.Begun(plan with
            {
                Hosts = plan.Hosts.SetItem(3, plan.Hosts[3] with
                {
                    StartAtNs = 8 * Span.Second + joinsMs * Span.Millisecond,
                }),
            });
            story.Passes(7.8);
            story.Cluster["b"].PowerOff();
            story.Cluster["a"].Kernel.SlowNs = 100 * Span.Millisecond;
            story.Cluster["c"].Kernel.SlowNs = 100 * Span.Millisecond;
            story.Passes(4);
            Assert.DoesNotContain("-", story.Holders());
        }
    }
}
