using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class AnnouncementScheduleTests
{
    private static readonly Instant Start = new(1_000_000_000_000);

    private readonly AnnouncementSchedule _schedule = new(TimeSpan.FromSeconds(60));
    private readonly VirtualInterface _one = Vif("eth0:192.0.2.1/24");
    private readonly VirtualInterface _two = Vif("eth0:192.0.2.2/24");

    [Fact]
    public void An_acquired_address_is_announced_five_times_and_then_slowly()
    {
        _schedule.Start(_one, Start);

        Assert.Equal([0, 50, 200, 1000, 5000, 65_000, 125_000], DeadlinesOf(7));
    }

    [Fact]
    public void Without_a_refresh_it_ends_after_five()
    {
        _schedule.Refresh = TimeSpan.Zero;
        _schedule.Start(_one, Start);

        Assert.Equal([0, 50, 200, 1000, 5000], DeadlinesOf(5));
        Assert.Equal(Instant.Never, _schedule.NextDeadline);
    }

    [Fact]
    public void Nothing_is_announced_before_it_is_due()
    {
        _schedule.Start(_one, Start);
        Assert.Equal([_one], Due(0));
        Assert.Empty(Due(49));
        Assert.Equal([_one], Due(50));
        Assert.Empty(Due(50));
    }

    [Fact]
    public void After_a_stall_the_missed_steps_are_one()
    {
        _schedule.Start(_one, Start);
        Assert.Equal([_one], Due(700));
        Assert.Equal(1000, DeadlineMs);
        Assert.Equal([_one], Due(20_000));
        Assert.Equal(80_000, DeadlineMs);
    }

    [Fact]
    public void A_released_address_is_never_announced_again()
    {
        _schedule.Start(_one, Start);
        _schedule.Start(_two, Start);
        Assert.Equal([_one, _two], Due(0));
        _schedule.Cancel(_one.Head);

        Assert.Equal([_two], Due(50));
        _schedule.Cancel(_two.Head);
        Assert.Equal(Instant.Never, _schedule.NextDeadline);
        Assert.Empty(Due(10_000));
    }

    [Fact]
    public void What_is_released_and_acquired_at_one_instant_is_announced_once()
    {
        _schedule.Start(_one, Start);
        _schedule.Start(_two, Start);
        _schedule.Cancel(_one.Head);
        _schedule.Start(_one, Start);

        Assert.Equal([_two, _one], Due(0));
        Assert.Equal([_two, _one], Due(50));
    }

    [Fact]
    public void What_is_acquired_again_begins_again()
    {
        _schedule.Start(_one, Start);
        Due(0);
        Due(50);
        _schedule.Start(_one, Start + TimeSpan.FromMilliseconds(100));

        Assert.Equal([_one], Due(100));
        Assert.Equal([_one], Due(150));
        Assert.Empty(Due(200));
        Assert.Equal([_one], Due(300));
        Assert.Equal(1, _schedule.Count);
    }

    [Fact]
    public void Ten_thousand_go_in_batches_and_waiting_allocates_nothing()
    {
        var all = Enumerable.Range(0, 10_000)
            .Select(index => Vif($"eth0:10.0.{index / 250}.{1 + (index % 250)}/24")).ToList();
        var due = new List<VirtualInterface>(20_000);
        foreach (var vif in all)
        {
            _schedule.Start(vif, Start);
        }

        _schedule.CollectDue(Start, due);
        Assert.Equal(all, due);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var millisecond = 1; millisecond < 50; millisecond++)
        {
            _schedule.CollectDue(Start + TimeSpan.FromMilliseconds(millisecond), due);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_000, due.Count);
        _schedule.CollectDue(Start + TimeSpan.FromMilliseconds(50), due);
        Assert.Equal(20_000, due.Count);
    }

    private double DeadlineMs => (_schedule.NextDeadline - Start).TotalMilliseconds;

    private List<double> DeadlinesOf(int count)
    {
        var deadlines = new List<double>();
        for (var index = 0; index < count; index++)
        {
            deadlines.Add(DeadlineMs);
            Assert.Equal([_one], Due(DeadlineMs));
        }

        return deadlines;
    }

    private List<VirtualInterface> Due(double milliseconds)
    {
        var due = new List<VirtualInterface>();
        _schedule.CollectDue(Start + TimeSpan.FromMilliseconds(milliseconds), due);
        return due;
    }
}
