using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Engines.OrderedRig;

namespace Wackamole.Tests.Engines;

/// <summary>
/// Evidence over an engine that may give a message back before anybody else has it.
/// </summary>
public sealed class ConfirmedAliveTests
{
    private static readonly TimeSpan Heartbeat = OrderedRig.Timing.Heartbeat;

    private readonly OrderedRig _rig = new(confirms: true);

    [Fact]
    public void What_came_back_is_evidence_only_when_the_other_says_that_it_has_it()
    {
        var sent = SendAndTakeBack();
        Assert.Equal(Instant.Past, _rig.Group.Evidence(_rig.Now));
        _rig.DeliverAlive(Other, 2, delivered: 0);
        Assert.Equal(Instant.Past, _rig.Group.Evidence(_rig.Now));
        _rig.DeliverAlive(Other, 3, delivered: 1);
        Assert.Equal(sent, _rig.Group.Evidence(_rig.Now));
    }

    [Fact]
    public void First_alive_of_a_view_asks_and_who_is_asked_answers_at_once()
    {
        _rig.OpenWithOther();
        var first = ReadAlive(Assert.Single(_rig.Tick()));
        Assert.Equal((0UL, true), (first.Delivered, first.Asks));
        _rig.DeliverAlive(Other, 2, asks: true);
        var second = ReadAlive(Assert.Single(_rig.Tick()));
        Assert.Equal((1UL, false), (second.Delivered, second.Asks));
    }

    [Fact]
    public void Member_without_a_word_for_three_heartbeats_is_not_waited_for()
    {
        SendAndTakeBack();
        for (var beat = 0; beat < 3; beat++)
        {
            SendAndTakeBackAfter(Heartbeat);
        }

        Assert.True(_rig.Group.Evidence(_rig.Now) >= _rig.Now - Heartbeat);
    }

    [Fact]
    public void What_comes_back_late_while_nobody_is_heard_is_no_evidence()
    {
        var first = SendAndTakeBack();
        var late = Assert.Single(_rig.Tick(Heartbeat));
        _rig.Tick(4 * Heartbeat);
        _rig.Deliver(Own, late);
        Assert.Equal(first, _rig.Group.Evidence(_rig.Now));
    }

    [Fact]
    public void Silent_member_is_accused_although_nobody_confirms()
    {
        SendAndTakeBack();
        var isAccused = false;
        for (var beat = 0; beat < 18; beat++)
        {
            foreach (var payload in _rig.Tick(Heartbeat))
            {
                isAccused |= payload[1] == (byte)OrderedMessageKind.Absent;
                _rig.Deliver(Own, payload);
            }
        }

        Assert.True(isAccused);
    }

    [Fact]
    public void Wait_for_a_lost_host_is_as_long_as_its_own_lease()
    {
        _rig.Open(Own, Other);
        var own = _rig.OwnHello();
        var longer = 3 * OrderedRig.Timing.Lease;
        _rig.Deliver(Other, HelloOf(own, "b", 2) with { Lease = longer });
        _rig.Deliver(Own, own);
        _rig.Members(8, Own);
        Assert.Equal(_rig.Now + Core.Values.Timing.WithDrift(longer), _rig.Group.WaitUntil);
    }

    private Instant SendAndTakeBack()
    {
        _rig.OpenWithOther();
        var alive = Assert.Single(_rig.Tick());
        _rig.Deliver(Own, alive);
        return _rig.Now;
    }

    private void SendAndTakeBackAfter(TimeSpan pause) =>
        _rig.Tick(pause).ForEach(payload => _rig.Deliver(Own, payload));
}
