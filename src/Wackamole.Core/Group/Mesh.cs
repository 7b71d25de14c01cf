using System.Collections.Immutable;
using System.Text;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// The embedded engine (PROTOCOL.md, section 2): all-to-all heartbeats, views agreed by a
/// coordinator in one and a half round trips, total order by a sequencer. Split by phase:
/// Receive, Heartbeats, Suspicion, Proposing, Newcomers, Attempts, Promising, Ordering, Evidence.
/// </summary>
public sealed partial class Mesh : IGroupEngine
{
    private readonly NodeSettings _settings;
    private readonly Timing _timing;
    private readonly ulong _machineId;
    private readonly bool _majorityAsked;
    private readonly NameTable _names = new();
    private readonly PacketOpener _opener;
    private readonly PacketSender _sender;
    private readonly byte[] _opened = new byte[Limits.ReceivedDatagramBytes];
    private readonly Dictionary<string, Peer> _byName = new(StringComparer.Ordinal);

    // In member order: what every host must decide alike walks this list.
    private readonly List<Peer> _peers = [];
    private readonly WaitLedger _waits = new();
    private readonly Queue<GroupEvent> _events = new();
    private PseudoRandom _random;

    private MeshPhase _phase = MeshPhase.Silent;
    private Instant _silentUntil;
    private MemberId _self;
    private View _installed = View.None;
    private Instant _installedAt;
    private Instant _waitUntil = Instant.Past;
    private ulong _highestEpoch;

    // Something changed that who-forms-a-view-with-whom depends on.
    private bool _unsettled = true;

    public Mesh(NodeSettings settings, NodeStart start, EffectList effects, Instant now)
    {
        _settings = settings;
        _timing = settings.Timing;
        _machineId = start.MachineId;
        _majorityAsked = settings.Majority;
        _opener = new PacketOpener(settings.Group, settings.Keys, _names);
        _sender = new PacketSender(settings, start, effects);
        _random = new PseudoRandom((ulong)start.Seed ^ start.Incarnation ^ start.MachineId);
        _self = new MemberId(
            _names.Intern(Encoding.UTF8.GetBytes(settings.Name)), start.Incarnation);
        _preferred = _self;
        EnterSilent(now);
    }

    public MemberId Self => _self;

    public MeshPhase Phase => _phase;

    public View Installed => _installed;

    public Instant InstalledAt => _installedAt;

    /// <summary>
    /// Nothing that nobody holds may be added before this (section 5, «The wait»).
    /// </summary>
    public Instant WaitUntil => _waitUntil;

    /// <summary>A higher view than the installed one was promised.</summary>
    public bool HasPromisedHigher => _promised > _installed.Id;

    public IReadOnlyList<Peer> Peers => _peers;

    /// <summary>What this host says of itself; the owner keeps it true.</summary>
    public LocalState Local { get; set; }

    public MeshCounters Counters { get; } = new();

    public long PacketsSent => _sender.Sent;

    public bool HasEvents => _events.Count > 0;

    public bool TryTakeEvent(out GroupEvent happened) => _events.TryDequeue(out happened!);

    /// <summary>
    /// Work that time brings, and what is sent of its own accord; questions are answered as they
    /// are read. The owner calls it after all queued packets were received.
    /// </summary>
    public void Tick(Instant now)
    {
        _sender.Now = now;
        _waits.Expire(now);
        switch (_phase)
        {
            case MeshPhase.Silent when now >= _silentUntil:
                EnterActive(now);
                break;
            case MeshPhase.Lost:
                return;
        }

        Suspect(now);
        if (_phase == MeshPhase.Active)
        {
            Consider(now);
            DriveAttempt(now);
        }

        DriveOrdering(now);
        if (now >= _nextHeartbeat || _heartbeatWanted)
        {
            SendHeartbeat(now);
        }
    }

    /// <summary>When Tick has work to do, at the latest.</summary>
    public Instant NextDeadline(Instant now)
    {
        if (_phase == MeshPhase.Lost)
        {
            return Instant.Never;
        }

        var next = Instant.Min(_nextHeartbeat, NextOrderingDeadline());
        next = Instant.Min(next, NextSuspicion(now));
        if (_phase == MeshPhase.Silent)
        {
            next = Instant.Min(next, _silentUntil);
        }

        if (_attempt is not null)
        {
            next = Instant.Min(next, _attempt.RepeatAt);
        }

        return Instant.Min(next, _considerAt);
    }

    /// <summary>
    /// Goes out of the group at once; Rejoin follows when everything is released.
    /// </summary>
    public void Lose(string reason, TimeSpan backOff, Instant now)
    {
        if (_phase == MeshPhase.Lost)
        {
            return;
        }

        DropOrdering();
        EnterLost(now);
        _events.Enqueue(new GroupEvent(GroupEventKind.Lost) { Reason = reason, BackOff = backOff });
    }

    /// <summary>
    /// Joins again as a new incarnation. The caller has released everything and read it back, so
    /// the old incarnation can say good-bye: nobody need wait for its lease.
    /// </summary>
    public void Rejoin(Instant now)
    {
        Invariant.Require(_phase == MeshPhase.Lost, "only who is lost joins again");
        _sender.Now = now;
        _leaving = true;
        SendHeartbeat(now);
        _leaving = false;
        foreach (var peer in _peers)
        {
            NoteWait(peer);
            peer.ForgetOurselves();
        }

        _self = _self with { Incarnation = Math.Max(_self.Incarnation, _toldIncarnation) + 1 };
        EnterSilent(now);
    }

    /// <summary>Says good-bye; the caller holds nothing any more (read back).</summary>
    public void Leave(Instant now)
    {
        if (_phase is MeshPhase.Leaving or MeshPhase.Lost)
        {
            return;
        }

        DropOrdering();
        _sender.Now = now;
        EnterLeaving(now);
    }

    public void Dispose()
    {
        _opener.Dispose();
        _sender.Dispose();
    }

    private void EnterSilent(Instant now)
    {
        Invariant.Require(_phase is MeshPhase.Silent or MeshPhase.Lost, "a run starts silent");
        _phase = MeshPhase.Silent;
        _sender.Self = _self;
        _sender.Log.Clear();
        _sender.Now = now;
        _preferred = _self;
        _promised = _promisedBefore = ViewId.None;
        _attempt = null;
        _considerAt = Instant.Never;
        _leftView = View.None;
        SetInstalled(View.None);
        _installedAt = now;
        _ownCompleteAt = Instant.Past;
        _silentUntil = now + _timing.LeaseWithDrift;
        _nextHeartbeat = now;
        _unsettled = true;
    }

    private void EnterActive(Instant now)
    {
        Invariant.Require(_phase == MeshPhase.Silent, "a run becomes active once");
        _phase = MeshPhase.Active;
        _activeAt = now;
        _unsettled = true;
        _heartbeatWanted = true;
    }

    private void EnterLost(Instant now)
    {
        _phase = MeshPhase.Lost;
        _attempt = null;
        SetInstalled(View.None);
        _installedAt = now;
        _considerAt = Instant.Never;
    }

    private void EnterLeaving(Instant now)
    {
        Invariant.Require(_phase != MeshPhase.Lost, "who is lost has left already");
        _phase = MeshPhase.Leaving;
        _leaving = true;
        _attempt = null;
        _considerAt = Instant.Never;
        SendHeartbeat(now);
    }

    /// <param name="until">Nothing unheld is added before this.</param>
    private void Install(View view, Instant until, Instant now)
    {
        DropOrdering();
        _leftView = _installed;
        RememberFormerViews(view);
        SetInstalled(view);
        _installedAt = now;
        _waitUntil = until;
        _unsettled = true;
        _heartbeatWanted = true;
        BeginOrdering();
        // Whom we were junior to a moment ago may be a member of ours now; and what was complete
        // in the former view is yet to be found so in this one.
        Local = Local with { Complete = false };
        JudgeSeniority(now);
        Counters.Views++;
        _events.Enqueue(
            new GroupEvent(GroupEventKind.View) { View = view, WaitUntil = _waitUntil });
        DeliverEarly();
    }

    // Also those that members come from: whoever of them is left behind is dead or gives way.
    private void RememberFormerViews(View next)
    {
        RememberFormerView(_installed.Id, next.Id);
        foreach (var member in next.Members)
        {
            if (PeerOf(member) is { HasHeartbeat: true } peer)
            {
                foreach (var former in peer.FormerViews)
                {
                    RememberFormerView(former, next.Id);
                }

                RememberFormerView(peer.Latest.View, next.Id);
            }
        }
    }

    private void SetInstalled(View view)
    {
        _installed = view;
        foreach (var peer in _peers)
        {
            peer.IsMember = view.Contains(peer.Id);
        }
    }

    private void RememberFormerView(ViewId id, ViewId next)
    {
        if (id == ViewId.None || id == next || _formerViews.Contains(id))
        {
            return;
        }

        if (_formerViews.Count == FormerViews)
        {
            _formerViews.Dequeue();
        }

        _formerViews.Enqueue(id);
    }

    private Peer? PeerOf(MemberId member) =>
        _byName.TryGetValue(member.Name, out var peer) && peer.Id == member ? peer : null;

    private void SawEpoch(ViewId id) => _highestEpoch = Math.Max(_highestEpoch, id.Epoch);

    private ImmutableArray<MemberId> WithSelf(List<Peer> peers)
    {
        var members = ImmutableArray.CreateBuilder<MemberId>(peers.Count + 1);
        members.Add(_self);
        foreach (var peer in peers)
        {
            members.Add(peer.Id);
        }

        members.Sort();
        return members.MoveToImmutable();
    }
}
