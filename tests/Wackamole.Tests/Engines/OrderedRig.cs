using Wackamole.Core;
using Wackamole.Core.Group;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Tests.Engines;

/// <summary>One engine by itself, whose session and clock the test plays.</summary>
internal sealed class OrderedRig
{
    public const string Own = "#w1#n1";
    public const string Other = "#w2#n2";

    public static readonly Timing Timing = Timing.From(
        TimeSpan.FromMilliseconds(800), TimeSpan.FromMilliseconds(50), null);

    private readonly EffectList _effects = new();

    /// <param name="confirms">The engine is one whose Alives the members confirm.</param>
    public OrderedRig(bool confirms = false)
    {
        var settings = new NodeSettings
        {
            Name = "a",
            Group = "g",
            Timing = Timing,
            OrderedGroup = new("test", TimeSpan.FromSeconds(1), 4096, TimeSpan.Zero)
            {
                ConfirmsAlives = confirms,
            },
        };
        Group = new OrderedGroup(settings, settings.OrderedGroup,
            new NodeStart(1, 10, 1, FenceKind.Kernel, []), _effects, Now);
    }

    public OrderedGroup Group { get; }

    public Instant Now { get; private set; } = new(1_000_000_000);

    /// <summary>The newest number that a session was asked for with; 0 before.</summary>
    public int Session { get; private set; }

    public int Connects { get; private set; }

    /// <summary>How often the session was to be ended, since the last Tick.</summary>
    public int Leaves => CountOf<NodeAction.LeaveEngine>();

    /// <summary>What was written into the log, since the last Tick.</summary>
    public int Reports => CountOf<NodeAction.Log>();

    public static HelloMessage HelloOf(HelloMessage own, string name, ulong machine,
        ulong incarnation = 5) => own with
        {
            Member = new MemberId(name, incarnation),
            MachineId = machine,
            Said = 1,
            Former = [],
            Absent = [],
            Waits = [],
            IsFresh = false,
        };

    /// <summary>Ticks, and answers with what was multicast.</summary>
    public List<byte[]> Tick(TimeSpan after = default)
    {
        Now += after;
        _effects.Clear();
        Group.Tick(Now);
        Group.Flush(Now);
        var sent = new List<byte[]>();
        foreach (ref readonly var effect in _effects.Items)
        {
            if (effect.Kind is EffectKind.Multicast or EffectKind.MulticastSafe)
            {
                sent.Add(_effects.Payload(effect).ToArray());
            }
            else if (effect.Action is NodeAction.ConnectEngine connect)
            {
                (Session, Connects) = (connect.Session, Connects + 1);
            }
        }

        return sent;
    }

    public void Post(EngineEvent happened) => Group.Take(happened, Now);

    public void Members(ulong ring, params string[] members) =>
        Post(new EngineEvent.Membership(Session, ring, [.. members]));

    public void Deliver(string sender, byte[] payload) =>
        Post(new EngineEvent.Message(Session, sender, payload));

    public void Deliver(string sender, HelloMessage hello)
    {
        var writer = new ByteWriter(new byte[HelloMessage.MostBytes]);
        hello.Write(ref writer);
        Deliver(sender, writer.WrittenBytes.ToArray());
    }

    public void DeliverAlive(
        string sender, ulong said, ulong delivered = 0, bool asks = false)
    {
        var writer = new ByteWriter(new byte[AliveMessage.MostBytes]);
        new AliveMessage(Group.Installed.Id, said, default, delivered, asks).Write(ref writer);
        Deliver(sender, writer.WrittenBytes.ToArray());
    }

    public void DeliverAbsent(string sender, string session, ulong said)
    {
        var writer = new ByteWriter(new byte[AbsentMessage.MostBytes]);
        new AbsentMessage(session, said).Write(ref writer);
        Deliver(sender, writer.WrittenBytes.ToArray());
    }

    /// <summary>Opens the session; the engine lists these members.</summary>
    public void Open(params string[] members)
    {
        Tick();
        Post(new EngineEvent.Connected(Session, Own));
        Members(7, members);
    }

    /// <summary>The own Hello of this round, which is owed.</summary>
    public HelloMessage OwnHello() => Xunit.Assert.Single(
        Tick().Select(ReadHello).OfType<HelloMessage>());

    /// <summary>Opens it, and goes through the round to a view with the other host «b».</summary>
    public void OpenWithOther()
    {
        Open(Own, Other);
        var own = OwnHello();
        Deliver(Other, HelloOf(own, "b", 2));
        Deliver(Own, own);
        TakeEvents();
    }

    public List<GroupEvent> TakeEvents()
    {
        var events = new List<GroupEvent>();
        while (Group.TryTakeEvent(out var happened))
        {
            events.Add(happened);
        }

        return events;
    }

    public static AliveMessage ReadAlive(byte[] payload)
    {
        var reader = new ByteReader(payload);
        Xunit.Assert.Equal(OrderedMessageKind.Alive, OrderedHead.Read(ref reader));
        Xunit.Assert.True(AliveMessage.TryRead(ref reader, new NameTable(), out var alive));
        return alive;
    }

    private int CountOf<TAction>()
        where TAction : NodeAction
    {
        var count = 0;
        foreach (ref readonly var effect in _effects.Items)
        {
            count += effect.Action is TAction ? 1 : 0;
        }

        return count;
    }

    private static HelloMessage? ReadHello(byte[] payload)
    {
        var reader = new ByteReader(payload);
        return OrderedHead.Read(ref reader) == OrderedMessageKind.Hello
            && HelloMessage.TryRead(ref reader, new NameTable(), out var hello) ? hello : null;
    }
}
