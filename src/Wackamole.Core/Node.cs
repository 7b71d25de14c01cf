using Wackamole.Core.Addresses;
using Wackamole.Core.Allocation;
using Wackamole.Core.Group;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>
/// One host of the cluster: takes what happened and the time, answers with effects. The path of
/// everything: group → allocation → lease → addresses → announcements.
/// </summary>
public sealed partial class Node : IDisposable
{
    // A message can lead to a message; more rounds than this wait for the next Tick.
    private const int MostRoundsPerTick = 16;

    private readonly NodeStart _start;
    private readonly IGroupEngine _group;

    // One of them is the group; only Mesh knows datagrams, only the other an engine's session.
    private readonly Mesh? _mesh;
    private readonly OrderedGroup? _ordered;
    private readonly Allocator _allocator;
    private readonly AddressTable _addresses = new();
    private readonly LeaseKeeper _lease;
    private readonly SegmentGuard _guard;
    private NodeSettings _settings;
    private Instant _lastRun;
    private TimeSpan _stalledFor;

    public Node(NodeSettings settings, NodeStart start, Instant now)
    {
        Invariant.Require(settings.Timing.Fault() is null, "times fit each other");
        _settings = settings;
        _start = start;
        (_fence, _whyUnfenced, _mayHold) = (start.Fence, start.WhyUnfenced, start.MayHold);
        _startedAt = _lastRun = _phaseSince = now;
        _ordered = settings.OrderedGroup is { } engine
            ? new OrderedGroup(settings, engine, start, Effects, now) : null;
        _mesh = _ordered is null ? new Mesh(settings, start, Effects, now) : null;
        _group = (IGroupEngine?)_ordered ?? _mesh!;
        _longestLease = settings.Timing.Lease;
        _quorum = MakeQuorum(settings, start, now);
        _allocator = new Allocator(settings.Name, new AllocationHost(this));
        _lease = new LeaseKeeper(settings.Timing.Lease, settings.Timing.Heartbeat / 4);
        _guard = new SegmentGuard(settings.Timing);
        _announcements = new(settings.AnnounceRefresh);
        _nextArpReport = now + settings.ArpTableInterval;
        NoteInterfaces(start.Interfaces);
        Configure(settings, now);
        NextDeadline = now;
    }

    /// <summary>The answer to the last input; valid until the next.</summary>
    public EffectList Effects { get; } = new();

    /// <summary>When the next Tick is due at the latest.</summary>
    public Instant NextDeadline { get; private set; }

    public NodePhase Phase => _phase;

    /// <summary>Who this host is at present.</summary>
    public MemberId Self => _group.Self;

    /// <summary>The view that this host is in; View.None while it joins.</summary>
    public View View => _group.Installed;

    /// <summary>Gives way to a part of the cluster that is senior to its own.</summary>
    public bool IsYielding => GivesWay;

    /// <summary>Its view may hold what it holds, as far as votes are asked for.</summary>
    public bool HasMajority => IsQuorate;

    /// <summary>Handles one input and fills Effects.</summary>
    public void Handle(Input input, Instant now)
    {
        Effects.Clear();
        NoteStall(now);
        switch (input.Kind)
        {
            case InputKind.Datagram:
                _mesh?.Receive(input.Payload, input.Source, input.Link, now);
                break;
            case InputKind.Event:
                HandleEvent(input.Event!, now);
                break;
            case InputKind.Tick:
                Tick(now);
                break;
        }
    }

    public void Dispose() => _group.Dispose();

    private void Tick(Instant now)
    {
        SettleStall(now);
        _group.Local = DescribeSelf(now);
        _group.Tick(now);
        for (var round = 0; round < MostRoundsPerTick; round++)
        {
            TakeGroupEvents(now);
            TickQuorum(now);
            _allocator.SetYielding(GivesWay || LacksMajority, now);
            _allocator.Tick(now);
            _group.Local = DescribeSelf(now);
            KeepLease(now);
            ReleaseWithoutMajority(now);
            Reconcile(now);
            _group.Local = DescribeSelf(now);
            _group.Flush(now);
            if (!_group.HasEvents)
            {
                break;
            }
        }

        TickInterfaces(now);
        Proceed(now);
        _addresses.Drain(Effects, now);
        Announce(now);
        ReportRefusals(now);
        NextDeadline = Deadline(now);
    }

    private Instant Deadline(Instant now)
    {
        var next = Instant.Min(_group.NextDeadline(now), _allocator.NextDeadline);
        next = Instant.Min(next, LeaseDeadline(now));
        next = Instant.Min(next, QuorumDeadline(now));
        next = Instant.Min(next, _addresses.NextDeadline());
        next = Instant.Min(next, AnnounceDeadline());
        next = Instant.Min(next, InterfaceDeadline());
        return Instant.Min(next, PhaseDeadline());
    }

    /// <summary>
    /// A loop that was not run for longer than the lease first reads everything that is
    /// queued, before it sends or extends anything (PROTOCOL.md, section 2, «Stall»).
    /// </summary>
    private void NoteStall(Instant now)
    {
        var gap = now - _lastRun;
        _lastRun = now;
        if (gap > _settings.Timing.Lease && gap > _stalledFor)
        {
            _stalledFor = gap;
        }
    }

    private void SettleStall(Instant now)
    {
        if (_stalledFor == TimeSpan.Zero)
        {
            return;
        }

        var timing = _settings.Timing;
        var tooLong = _fence == FenceKind.None || _stalledFor > timing.Detection - timing.Heartbeat;
        if (tooLong && _group.IsActive)
        {
            _group.Lose($"this daemon was not run for {_stalledFor.TotalMilliseconds:0} ms, " +
                "longer than the others wait", TimeSpan.Zero, now);
        }

        _stalledFor = TimeSpan.Zero;
    }

    private void Report(ReportLevel level, ReportKind kind, string text) =>
        Effects.Act(new NodeAction.Log(new NodeReport(level, kind, text)));

    /// <summary>What allocation asks of its node.</summary>
    private sealed class AllocationHost(Node node) : IAllocationHost
    {
        public void Multicast(ReadOnlySpan<byte> message) =>
            node.Multicast(NodeMessage.Allocation, message, Lane.Control);

        public bool HoldsHere(IpAddress head) => node._addresses.Holds(head);

        public void Report(ReportLevel level, string text) =>
            node.Report(level, ReportKind.Allocation, text);
    }
}
