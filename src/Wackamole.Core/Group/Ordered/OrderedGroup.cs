using System.Collections.Immutable;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// An engine made of a group communication system outside this process, which orders messages and
/// knows its own members (PROTOCOL.md, section 5, «Over Corosync or Spread»; decision 0007). Pure:
/// it takes what the shell posts of its session, and asks to connect, multicast and leave. Split by
/// what it takes: Events, Rounds (from the engine's members to a view), Alives, Sending.
/// </summary>
public sealed partial class OrderedGroup : IGroupEngine
{
    // Something that was sent and does not come back for so many T never will.
    private const int HungDetections = 4;

    private readonly OrderedGroupSettings _engine;
    private readonly Timing _timing;
    private readonly ulong _machineId;
    private readonly bool _isMajorityAsked;
    private readonly EffectList _effects;
    private readonly NameTable _names = new();
    private readonly Queue<GroupEvent> _events = new();
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    private OrderedGroupPhase _phase;
    private MemberId _self;

    // Sessions are numbered, so that nothing is taken of one that is over.
    private int _session;
    private string? _ownName;
    private bool _connectOwed;

    // The shell has, or opens, a session of this number.
    private bool _isOpenAsked;
    private Instant _connectAt;

    // When the shell's answer is overdue: a system that is stopped lets it wait.
    private Instant _answerDue = Instant.Never;
    private bool _engineQuorate;
    private View _installed = View.None;
    private Instant _installedAt;

    public OrderedGroup(NodeSettings settings, OrderedGroupSettings engine, NodeStart start,
        EffectList effects, Instant now)
    {
        (_engine, _timing, _effects) = (engine, settings.Timing, effects);
        (_machineId, _isMajorityAsked) = (start.MachineId, settings.Majority);
        _self = new MemberId(
            _names.Intern(Encoding.UTF8.GetBytes(settings.Name)), start.Incarnation);
        EnterConnecting(now);
    }

    public string Name => _engine.Engine;

    public MemberId Self => _self;

    public View Installed => _installed;

    public Instant InstalledAt => _installedAt;

    public bool IsActive => _phase == OrderedGroupPhase.Open;

    public bool IsUnreached { get; private set; }

    public bool IsLost => _phase == OrderedGroupPhase.Lost;

    public bool HasSaidGoodbye { get; private set; }

    public bool HasPromisedHigher => _inRound;

    /// <summary>
    /// An engine hears its own members alone: whom it cannot hear, it cannot yield to.
    /// </summary>
    public bool Yielding => false;

    public Instant ForeignSince => Instant.Never;

    public long RivalsMet => 0;

    public bool? EngineQuorate => _engine.CountsVotes ? _engineQuorate : null;

    public LocalState Local { get; set; }

    public bool HasEvents => _events.Count > 0;

    public bool TryTakeEvent(out GroupEvent happened) => _events.TryDequeue(out happened!);

    public void Tick(Instant now)
    {
        ForgetPastWaits(now);
        switch (_phase)
        {
            case OrderedGroupPhase.Connecting when _connectOwed && now >= _connectAt:
                (_connectOwed, _isOpenAsked) = (false, true);
                _answerDue = now + HungDetections * _timing.Detection;
                _effects.Act(new NodeAction.ConnectEngine(_session, _self.Incarnation));
                break;
            case OrderedGroupPhase.Connecting when now >= _answerDue:
                SayUnanswered();
                break;
            case OrderedGroupPhase.Open when IsHung(now):
                Lose($"{_engine.Engine} does not deliver what this host sends", TimeSpan.Zero, now);
                break;
            case OrderedGroupPhase.Open:
                SendHelloOwed(now);
                Accuse(now);
                SendAliveWhenDue(now);
                Flush(now);
                break;
            case OrderedGroupPhase.Leaving when now >= _goodbyeLimit:
                HasSaidGoodbye = true;
                break;
        }
    }

    public Instant NextDeadline(Instant now) => _phase switch
    {
        OrderedGroupPhase.Connecting => _connectOwed ? _connectAt : _answerDue,
        OrderedGroupPhase.Open => Instant.Min(
            Instant.Min(NextAlive(), NextAccusation(now)), HungAt()),
        OrderedGroupPhase.Leaving when !HasSaidGoodbye => _goodbyeLimit,
        _ => Instant.Never,
    };

    public void Lose(string reason, TimeSpan backOff, Instant now)
    {
        if (_phase == OrderedGroupPhase.Lost)
        {
            return;
        }

        DropOrdering();
        if (_phase is OrderedGroupPhase.Connecting or OrderedGroupPhase.Leaving)
        {
            // Nothing is held any more; a session that lingers would be a mute one to the others.
            EndSession();
        }

        EnterLost(now);
        _events.Enqueue(new GroupEvent(GroupEventKind.Lost) { Reason = reason, BackOff = backOff });
    }

    public void Rejoin(Instant now)
    {
        Invariant.Require(_phase == OrderedGroupPhase.Lost, "only who is lost joins again");
        EndSession();
        _self = _self with { Incarnation = _self.Incarnation + 1 };
        EnterConnecting(now);
    }

    public void Leave(Instant now)
    {
        if (_phase is OrderedGroupPhase.Leaving or OrderedGroupPhase.Lost)
        {
            return;
        }

        DropOrdering();
        EnterLeaving(now);
    }

    public void Dispose()
    {
        // Nothing here belongs to the system: the shell owns the session.
    }

    private void EnterConnecting(Instant now)
    {
        _phase = OrderedGroupPhase.Connecting;
        _session++;
        _engineQuorate = false;
        _ownName = null;
        _connectOwed = true;
        _connectAt = now;
        _installed = View.None;
        _installedAt = now;
    }

    private void EnterOpen(string name, Instant now)
    {
        Invariant.Require(_phase == OrderedGroupPhase.Connecting, "a session opens once");
        _phase = OrderedGroupPhase.Open;
        (IsUnreached, _answerDue) = (false, Instant.Never);
        _ownName = name;
        _openedAt = now;
        BeginSession();
    }

    private void EnterLost(Instant now)
    {
        _phase = OrderedGroupPhase.Lost;
        NoteWaitsOfAll(now);
        _installed = View.None;
        _installedAt = now;
        _inRound = false;
    }

    private void EnterLeaving(Instant now)
    {
        Invariant.Require(_phase != OrderedGroupPhase.Lost, "who is lost has left already");
        var isHeard = _phase == OrderedGroupPhase.Open && _members.Length > 0;
        _phase = OrderedGroupPhase.Leaving;
        _goodbyeLimit = now + _timing.Detection;
        HasSaidGoodbye = !isHeard;
        if (isHeard)
        {
            SayGoodbye(_ownName!);
        }
    }

    private void SayUnanswered()
    {
        (IsUnreached, _answerDue) = (true, Instant.Never);
        _effects.Act(new NodeAction.Log(new NodeReport(ReportLevel.Warning, ReportKind.Membership,
            $"{_engine.Engine} does not answer: its daemon on this host, or what was under way "
            + "there, may be stopped; nothing is held until it goes on")));
    }

    private void Count(string name) => _counts[name] = _counts.GetValueOrDefault(name) + 1;
}
