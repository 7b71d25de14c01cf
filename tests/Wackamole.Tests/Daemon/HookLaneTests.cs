using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Hooks;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class HookLaneTests
{
    private static readonly VirtualInterface Vif = new(
        [new InterfaceAddress("e0", IpAddress.V4(0x0a00_0001), 24, 24)]);

    [Fact]
    public void Lane_runs_one_event_at_a_time()
    {
        var lane = new HookLane();
        Assert.True(lane.IsIdle);
        lane.Add(Of(HookEvent.OnUp), 1);
        Assert.Equal(HookEvent.OnUp, lane.TryBegin(long.MaxValue)!.Event);
        lane.Add(Of(HookEvent.OnDown), 2);
        Assert.Null(lane.TryBegin(long.MaxValue));

        lane.End();

        Assert.Equal(HookEvent.OnDown, lane.TryBegin(long.MaxValue)!.Event);
        lane.End();
        Assert.True(lane.IsIdle);
    }

    [Fact]
    public void Newer_event_of_a_virtual_interface_makes_a_waiting_one_stale()
    {
        var lane = new HookLane();
        lane.Add(Of(HookEvent.OnUp), 1);
        lane.TryBegin(long.MaxValue);

        Assert.Null(lane.Add(Of(HookEvent.OnDown), 2));
        Assert.Equal(HookEvent.OnDown, lane.Add(Of(HookEvent.OnUp), 3)!.Event);
        Assert.Equal(HookEvent.OnUp, lane.Add(Of(HookEvent.OnDown), 4)!.Event);
        lane.End();

        Assert.Equal(HookEvent.OnDown, lane.TryBegin(long.MaxValue)!.Event);
        Assert.Null(lane.TryBegin(long.MaxValue));
    }

    [Fact]
    public void Ends_of_batches_wait_once_for_each_kind()
    {
        var lane = new HookLane();
        Assert.Null(lane.Add(EndOf(HookEvent.PostUp), 1));
        Assert.Null(lane.Add(EndOf(HookEvent.PostDown), 2));
        Assert.Equal(HookEvent.PostUp, lane.Add(EndOf(HookEvent.PostUp), 3)!.Event);

        Assert.Equal(HookEvent.PostDown, lane.TryBegin(long.MaxValue)!.Event);
        lane.End();
        Assert.Equal(HookEvent.PostUp, lane.TryBegin(long.MaxValue)!.Event);
    }

    [Fact]
    public void Event_beyond_the_limit_waits_for_those_before_it()
    {
        var lane = new HookLane();
        lane.Add(EndOf(HookEvent.PostUp), 5);

        Assert.Null(lane.TryBegin(5));
        Assert.NotNull(lane.TryBegin(6));
    }

    [Fact]
    public void Oldest_place_is_that_of_what_runs_then_of_what_waits()
    {
        var lane = new HookLane();
        Assert.Equal(long.MaxValue, lane.OldestPlace);
        lane.Add(Of(HookEvent.OnUp), 1);
        Assert.Equal(1, lane.OldestPlace);
        lane.TryBegin(long.MaxValue);
        lane.Add(Of(HookEvent.OnDown), 7);
        Assert.Equal(1, lane.OldestPlace);
        lane.End();
        Assert.Equal(7, lane.OldestPlace);
    }

    private static HookRequest Of(HookEvent happened) => new(happened, Vif, "because", "a", "g");

    private static HookRequest EndOf(HookEvent happened) => new(happened, null, "", "a", "g");
}
