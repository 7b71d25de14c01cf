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
