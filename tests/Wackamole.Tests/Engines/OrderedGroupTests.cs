using Wackamole.Core.Group;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Engines.OrderedRig;

namespace Wackamole.Tests.Engines;

/// <summary>The rules of an engine outside the process, one by one.</summary>
public sealed class OrderedGroupTests
{
    private static readonly TimeSpan Heartbeat = OrderedRig.Timing.Heartbeat;
    private static readonly TimeSpan Detection = OrderedRig.Timing.Detection;

    private readonly OrderedRig _rig = new();

    [Fact]
    public void Session_that_cannot_be_opened_is_tried_again_at_the_interval()
    {
        _rig.Tick();
        _rig.Post(new EngineEvent.Disconnected(_rig.Session, "nobody is there"));
        _rig.Tick(TimeSpan.FromMilliseconds(999));
        Assert.Equal(1, _rig.Connects);
        Assert.Equal(_rig.Now + TimeSpan.FromMilliseconds(1), _rig.Group.NextDeadline(_rig.Now));
        _rig.Tick(TimeSpan.FromMilliseconds(1));
        Assert.Equal(2, _rig.Connects);
        Assert.Empty(_rig.TakeEvents());
    }

    [Fact]
    public void Engine_that_does_not_answer_is_said_once_and_waited_for()
    {
        _rig.Tick();
        _rig.Tick(4 * Detection - Heartbeat);
        Assert.False(_rig.Group.IsUnreached);
        Assert.Equal(_rig.Now + Heartbeat, _rig.Group.NextDeadline(_rig.Now));
        _rig.Tick(Heartbeat);
        Assert.True(_rig.Group.IsUnreached);
        Assert.Equal(1, _rig.Reports);
        Assert.Equal(Instant.Never, _rig.Group.NextDeadline(_rig.Now));
        _rig.Tick(Heartbeat);
        Assert.Equal(0, _rig.Reports);
        _rig.Post(new EngineEvent.Connected(_rig.Session, Own));
        Assert.False(_rig.Group.IsUnreached);
    }

    [Fact]
    public void View_has_the_members_of_all_hellos_and_the_ring_in_its_id()
    {
        _rig.OpenWithOther();
        Assert.Equal([new MemberId("a", 10), new MemberId("b", 5)], _rig.Group.Installed.Members);
        Assert.Equal(new ViewId((7UL << 24) + 1, new MemberId("a", 10)), _rig.Group.Installed.Id);
        Assert.False(_rig.Group.HasPromisedHigher);
    }

    [Fact]
    public void Change_of_the_engine_s_members_ends_the_old_view_s_order_at_once()
    {
        _rig.OpenWithOther();
        Assert.True(_rig.Group.Multicast([1, 2], Lane.Control));
        var data = _rig.Tick().Single(payload => payload[1] == (byte)OrderedMessageKind.Data);
        _rig.Members(7, Own, Other, "#w3#n3");
        _rig.Deliver(Own, data);
        var dropped = Assert.Single(_rig.TakeEvents());
        Assert.Equal((GroupEventKind.Dropped, 2), (dropped.Kind, dropped.Payload.Length));
        Assert.True(_rig.Group.HasPromisedHigher);
    }

    [Fact]
    public void Message_comes_back_in_its_view()
    {
        _rig.OpenWithOther();
        _rig.Group.Multicast(new byte[10_000], Lane.Bulk);
        foreach (var payload in _rig.Tick())
        {
            _rig.Deliver(Own, payload);
        }

        var message = Assert.Single(_rig.TakeEvents());
        Assert.Equal((GroupEventKind.Message, new MemberId("a", 10), 10_000),
            (message.Kind, message.Sender, message.Payload.Length));
    }

    [Fact]
    public void Evidence_is_when_the_newest_alive_that_came_back_was_sent()
    {
        _rig.OpenWithOther();
        Assert.Equal(Instant.Past, _rig.Group.Evidence(_rig.Now));
        var alive = Assert.Single(_rig.Tick());
        var sent = _rig.Now;
        _rig.Tick(Heartbeat / 2);
        _rig.Deliver(Own, alive);
        Assert.Equal(sent, _rig.Group.Evidence(_rig.Now));
    }

    [Fact]
    public void Alive_that_comes_back_after_the_transitional_sign_is_no_evidence()
    {
        _rig.OpenWithOther();
        var alive = Assert.Single(_rig.Tick());
        _rig.Post(new EngineEvent.Transitional(_rig.Session));
        _rig.Deliver(Own, alive);
        Assert.Equal(Instant.Past, _rig.Group.Evidence(_rig.Now));
    }

    [Fact]
    public void Alone_nothing_is_evidence()
    {
        _rig.Open(Own);
        _rig.Deliver(Own, _rig.OwnHello());
        Assert.Single(_rig.Group.Installed.Members);
        _rig.Deliver(Own, Assert.Single(_rig.Tick()));
        Assert.Null(_rig.Group.Evidence(_rig.Now));
    }

    [Fact]
    public void Fresh_host_alone_waits_for_whom_it_cannot_know()
    {
        _rig.Open(Own);
        _rig.Deliver(Own, _rig.OwnHello());
        Assert.Equal(_rig.Now + OrderedRig.Timing.LeaseWithDrift, _rig.Group.WaitUntil);
    }

    [Fact]
    public void No_more_than_two_alives_wait_for_the_engine()
    {
        _rig.OpenWithOther();
        var sent = 0;
        for (var beat = 0; beat < 10; beat++)
        {
            sent += _rig.Tick(Heartbeat).Count;
        }

        Assert.Equal(2, sent);
    }

    [Fact]
    public void Engine_that_delivers_nothing_for_long_is_given_up()
    {
        _rig.OpenWithOther();
        _rig.Tick();
        _rig.Tick(4 * Detection - Heartbeat);
        Assert.Empty(_rig.TakeEvents());
        _rig.Tick(Heartbeat);
        Assert.Equal(GroupEventKind.Lost, Assert.Single(_rig.TakeEvents()).Kind);
    }

    [Fact]
    public void Member_that_is_silent_for_T_while_the_order_goes_on_is_accused()
    {
        _rig.OpenWithOther();
        var accused = 0;
        for (var beat = 0; beat < 20; beat++)
        {
            foreach (var payload in _rig.Tick(Heartbeat))
            {
                accused += payload[1] == (byte)OrderedMessageKind.Absent ? 1 : 0;
                _rig.Deliver(Own, payload);
            }

            Assert.Equal(beat >= 15 ? 1 : 0, accused);
        }
    }

    [Fact]
    public void Nobody_is_accused_while_nothing_is_delivered()
    {
        _rig.OpenWithOther();
        for (var beat = 0; beat < 20; beat++)
        {
            Assert.DoesNotContain(_rig.Tick(Heartbeat),
                payload => payload[1] == (byte)OrderedMessageKind.Absent);
        }
    }

    [Fact]
    public void Accusation_is_void_where_the_accused_has_spoken_before_it()
    {
        _rig.OpenWithOther();
        _rig.DeliverAlive(Other, 6);
        _rig.DeliverAbsent(Own, Other, 5);
        Assert.False(_rig.Group.HasPromisedHigher);
        _rig.DeliverAbsent(Own, Other, 6);
        Assert.True(_rig.Group.HasPromisedHigher);
        Assert.Equal(_rig.Now + OrderedRig.Timing.LeaseWithDrift, _rig.Group.WaitUntil);
    }

    [Fact]
    public void Who_delivers_its_own_absence_is_lost_and_comes_back_as_another()
    {
        _rig.OpenWithOther();
        _rig.DeliverAbsent(Other, Own, 1_000);
        Assert.Equal(GroupEventKind.Lost, Assert.Single(_rig.TakeEvents()).Kind);
        _rig.Group.Rejoin(_rig.Now);
        Assert.Equal(new MemberId("a", 11), _rig.Group.Self);
        var before = _rig.Session;
        _rig.Tick();
        Assert.Equal(before + 1, _rig.Session);
    }

    [Fact]
    public void Member_that_is_gone_without_a_word_is_waited_for()
    {
        _rig.OpenWithOther();
        _rig.Tick(Heartbeat);
        _rig.DeliverAlive(Other, 2);
        var heard = _rig.Now;
        _rig.Tick(Heartbeat);
        _rig.Members(8, Own);
        Assert.Equal(heard + OrderedRig.Timing.LeaseWithDrift, _rig.Group.WaitUntil);
    }

    [Fact]
    public void Member_that_said_goodbye_is_not_waited_for()
    {
        _rig.OpenWithOther();
        _rig.Tick(OrderedRig.Timing.Settling);
        var writer = new Core.Wire.ByteWriter(new byte[GoodbyeMessage.MostBytes]);
        new GoodbyeMessage(Other).Write(ref writer);
        _rig.Deliver(Other, writer.WrittenBytes.ToArray());
        Assert.True(_rig.Group.HasPromisedHigher);
        Assert.True(_rig.Group.WaitUntil <= _rig.Now);
        _rig.Members(7, Own);
        Assert.True(_rig.Group.WaitUntil <= _rig.Now);
    }

    [Fact]
    public void Session_that_its_own_successor_calls_former_is_not_waited_for()
    {
        _rig.OpenWithOther();
        _rig.Tick();
        _rig.Members(7, Own);
        _rig.Members(7, Own, "#w9#n2");
        var own = _rig.OwnHello();
        Assert.Equal(Other, Assert.Single(own.Waits).Session);
        _rig.Deliver("#w9#n2", HelloOf(own, "b", 2, 6) with { Former = [Other] });
        _rig.Deliver(Own, own);
        Assert.Equal(_rig.Now + OrderedRig.Timing.Settling, _rig.Group.WaitUntil);
    }

    [Fact]
    public void Wait_that_another_member_knows_of_is_kept_by_all()
    {
        _rig.Open(Own, Other);
        var own = _rig.OwnHello();
        var wait = TimeSpan.FromMilliseconds(333);
        _rig.Deliver(Other, HelloOf(own, "b", 2) with
        {
            Waits = [new SessionWait("#w4#n4", wait)],
        });
        _rig.Deliver(Own, own);
        Assert.Equal(_rig.Now + wait, _rig.Group.WaitUntil);
    }

    [Theory]
    [InlineData(2, 5, true)]
    [InlineData(2, 50, false)]
    [InlineData(1, 50, true)]
    [InlineData(1, 5, false)]
    public void Of_two_hosts_of_one_name_one_goes(
        ulong machine, ulong incarnation, bool ownGoes)
    {
        // Other machine: the older stays. Same machine: the newer one does.
        _rig.Open(Own, Other);
        var own = _rig.OwnHello();
        _rig.Deliver(Other, HelloOf(own, "a", machine, incarnation));
        _rig.Deliver(Own, own);
        Assert.Equal(ownGoes, _rig.Group.IsLost);
        Assert.Equal(!ownGoes, _rig.Group.HasPromisedHigher);
    }

    [Fact]
    public void Strangers_and_former_sessions_are_not_listened_to()
    {
        _rig.Open(Own, Other);
        var own = _rig.OwnHello();
        _rig.Deliver("#stranger#n1", HelloOf(own, "b", 2));
        _rig.Post(new EngineEvent.Message(_rig.Session - 1, Other, [1, 1]));
        _rig.Post(new EngineEvent.Disconnected(_rig.Session - 1, "long ago"));
        _rig.Deliver(Other, [9, 9, 9]);
        _rig.Deliver(Own, own);
        Assert.Equal(View.None, _rig.Group.Installed);
        var counts = new Dictionary<string, long>();
        _rig.Group.Count(counts);
        Assert.Equal(1, counts["messages.refused.stranger"]);
        Assert.Equal(1, counts["messages.refused.malformed"]);
    }

    [Fact]
    public void Goodbye_of_an_orderly_leave_is_said_when_it_comes_back()
    {
        _rig.OpenWithOther();
        _rig.Tick();
        _rig.Group.Leave(_rig.Now);
        Assert.False(_rig.Group.HasSaidGoodbye);
        var writer = new Core.Wire.ByteWriter(new byte[GoodbyeMessage.MostBytes]);
        new GoodbyeMessage(Own).Write(ref writer);
        _rig.Deliver(Own, writer.WrittenBytes.ToArray());
        Assert.True(_rig.Group.HasSaidGoodbye);
    }
}
