using System.Collections.Immutable;
using Wackamole.Core.Group.Ordered;
using Wackamole.Engines.Corosync;
using Wackamole.Linux.Corosync;
using Xunit;

namespace Wackamole.Tests.Engines;

/// <summary>A session with Corosync, which a script plays: members, order, back-pressure.</summary>
public sealed class CorosyncSessionTests : IDisposable
{
    private static readonly ProcessGroupMember Own = new(1, 4711);
    private static readonly ProcessGroupMember Second = new(2, 815);
    private static readonly ProcessGroupMember Third = new(3, 99);

    private readonly ScriptedProcessGroup _corosync = new();
    private readonly List<EngineEvent> _seen = [];
    private readonly CorosyncSession _session;

    public CorosyncSessionTests() => _session = new CorosyncSession(6, _corosync, _seen.Add);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Session_is_called_by_its_node_and_process()
    {
        Assert.Equal(new EngineEvent.Connected(6, "1:4711"), Assert.Single(_seen));
        Assert.True(OrderedHead.IsSessionName("1:4711"));
    }

    [Fact]
    public void Members_are_told_once_their_ring_is_known()
    {
        _corosync.Tell(Change([Own], [], [Own]));
        _session.Dispatch();
        Assert.Single(_seen);
        _corosync.Tell(new ProcessGroupEvent.RingChanged(9));
        _session.Dispatch();
        Assert.Equal((9UL, "1:4711"), Told(_seen[^1]));
    }

    [Fact]
    public void Steps_of_one_change_are_one_change()
    {
        Begin(Own, Second, Third);
        _corosync.Tell(Change([Own], [Second, Third], []), Change([Own, Third], [], [Third]),
            new ProcessGroupEvent.RingChanged(12));
        _session.Dispatch();

        // That the third went must be seen although it came back in the same breath.
        Assert.Equal([(8UL, "1:4711"), (12UL, "1:4711 3:99")], _seen.Skip(2).Select(Told));
    }

    [Fact]
    public void Losses_come_before_the_messages_that_follow_them()
    {
        Begin(Own, Second, Third);
        _corosync.Tell(Message(Second, 0, 7), Change([Own, Second], [Third], []),
            new ProcessGroupEvent.RingChanged(12), Message(Second, 1, 8));
        _session.Dispatch();
        Assert.Equal(7, Payload(_seen[2]));
        Assert.Equal((12UL, "1:4711 2:815"), Told(_seen[3]));
        Assert.Equal(8, Payload(_seen[4]));
        Assert.Equal(5, _seen.Count);
    }

    [Fact]
    public void Nodes_that_went_are_told_from_processes_also_before_their_ring_has_a_number()
    {
        Begin(Own, Second, Third);
        _corosync.Tell(Change([Own, Second], [Third], [], isOfNodes: true));
        _session.Dispatch();
        _corosync.Tell(new ProcessGroupEvent.RingChanged(12));
        _session.Dispatch();
        _corosync.Tell(Change([Own], [Second], []));
        _session.Dispatch();
        Assert.Equal([true, false, false], _seen.TakeLast(3).Select(
            one => ((EngineEvent.Membership)one).IsOfDaemons));
    }

    [Fact]
    public void Same_ring_and_members_again_are_no_news()
    {
        Begin(Own, Second);
        _corosync.Tell(new ProcessGroupEvent.RingChanged(8));
        _session.Dispatch();
        Assert.Equal(2, _seen.Count);
    }

    [Fact]
    public void What_corosync_does_not_take_waits_and_goes_first()
    {
        _corosync.IsFull = true;
        _session.Multicast([1]);
        Assert.True(_session.IsBlocked);
        _session.Retry();
        Assert.Empty(_corosync.Taken);
        _corosync.IsFull = false;
        _session.Retry();
        Assert.False(_session.IsBlocked);
        _session.Multicast([2]);
        Assert.Equal([[0, 0, 0, 0, 1], [0, 0, 0, 1, 2]], _corosync.Taken);
    }

    [Fact]
    public void Own_message_that_does_not_come_back_ends_the_session()
    {
        Begin(Own);
        _corosync.Tell(Message(Own, 0, 1), Message(Own, 2, 3));
        Assert.Contains("lost a message",
            Assert.Throws<CorosyncException>(_session.Dispatch).Message, StringComparison.Ordinal);
        Assert.Equal(1, Payload(_seen[^1]));
    }

    [Fact]
    public void What_came_before_the_daemon_died_is_still_handed_on()
    {
        Begin(Own, Second);
        _corosync.Tell(Message(Second, 0, 5));
        _corosync.IsDead = true;
        Assert.Throws<CorosyncException>(_session.Dispatch);
        Assert.Equal(5, Payload(_seen[^1]));
    }

    [Fact]
    public void Message_of_another_program_in_the_group_is_ignored_where_it_is_too_short()
    {
        Begin(Own, Second);
        _corosync.Tell(new ProcessGroupEvent.Delivered(Second, [1, 2]));
        _session.Dispatch();
        Assert.Equal(2, _seen.Count);
    }

    [Fact]
    public void Group_that_is_too_long_for_corosync_gets_a_name_that_fits()
    {
        Assert.Equal("wackamole:web", CorosyncGroup.NameFor("web"));
        var names = new[] { "x", "y" }.Select(end =>
            CorosyncGroup.NameFor(new string('ü', 100) + end)).ToList();
        Assert.All(names, name => Assert.InRange(name.Length, 20, 127));
        Assert.NotEqual(names[0], names[1]);
    }

    private static ProcessGroupEvent.MembersChanged Change(
        ImmutableArray<ProcessGroupMember> members, ImmutableArray<ProcessGroupMember> left,
        ImmutableArray<ProcessGroupMember> joined, bool isOfNodes = false) =>
        new(members, left, joined, isOfNodes);

    private static ProcessGroupEvent.Delivered Message(
        ProcessGroupMember sender, byte number, byte payload) =>
        new(sender, [0, 0, 0, number, payload]);

    private static (ulong Ring, string Members) Told(EngineEvent happened)
    {
        var membership = Assert.IsType<EngineEvent.Membership>(happened);
        return (membership.Ring, string.Join(' ', membership.Members));
    }

    private static byte Payload(EngineEvent happened) =>
        Assert.Single(Assert.IsType<EngineEvent.Message>(happened).Payload);

    private void Begin(params ImmutableArray<ProcessGroupMember> members)
    {
        _corosync.Tell(Change(members, [], [Own]), new ProcessGroupEvent.RingChanged(8));
        _session.Dispatch();
    }
}
