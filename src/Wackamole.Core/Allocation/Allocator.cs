using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Allocation;

/// <summary>
/// Decides with the other members which of them holds which virtual interface (PROTOCOL.md 3).
/// Everything in the table follows from what the members delivered in one order; what this host
/// alone knows (its kernel, its clock, its operator) goes in by messages. This file: the four
/// states and what the node asks. The parts: Gather, Delivery, Kernel, Sending, Requests, Status.
/// </summary>
public sealed partial class Allocator(string name, IAllocationHost host)
{
    private readonly OwnFacts _own = new();
    private readonly Outbox _outbox = new();
    private readonly Tenures _tenures = new();
    private readonly NameTable _names = new();
    private readonly HashSet<IpAddress> _changed = [];
    private readonly List<IpAddress> _conflictsWon = [];
    private readonly HashSet<IpAddress> _handedOver = [];

    private AllocationState _state;
    private View _view = View.None;
    private MemberId _id;
    private AllocationTable? _table;
    private bool _everythingChanged;

    /// <summary>
    /// This host's place in the table's view; that is the former one during Gather.
    /// </summary>
    private int _self = TableRow.Nobody;

    /// <summary>
    /// When the wait of a fresh cluster began for this host; null without a group.
    /// </summary>
    private Instant? _immatureSince;

    private Instant _balanceAt = Instant.Never;

    /// <summary>
    /// What SetDraining or the last Drain for this host said, whichever came later.
    /// </summary>
    private bool _draining;

    private bool _yielding;

    public AllocationState State => _state;

    /// <summary>
    /// Until when nothing that was found unheld may be added here: the greatest wait that the
    /// view or any member's State told.
    /// </summary>
    public Instant WaitUntil { get; private set; } = Instant.Past;

    /// <summary>
    /// Whether anything may be added at all: not before the end of Gather, nor in Boot.
    /// </summary>
    public bool MayAdd =>
        _state == AllocationState.Run && !_yielding && !_table!.Frozen;

    /// <summary>Whether this host may claim: it has waited, or met a member that may.</summary>
    public bool IsMature { get; private set; }

    /// <summary>Whether this host gives everything away and takes nothing.</summary>
    public bool IsDraining => _draining;

    /// <summary>Digest of the own catalogue, for heartbeats.</summary>
    public ulong CatalogueDigest => _own.Catalogue.Digest;

    /// <summary>When Tick is due; Past where something waits to be sent.</summary>
    public Instant NextDeadline => HasSomethingToSend ? Instant.Past
        : Instant.Min(_own.BackOffs.Next, Instant.Min(MatureDeadline, BalanceDeadline));

    private bool IsSettled => _state is AllocationState.Boot or AllocationState.Run;

    /// <summary>One member's word is enough, and the lowest is always there to give it.</summary>
    private bool IsBalancer => _self == 0;

    private Instant MatureDeadline =>
        _state == AllocationState.Boot && !_yielding && !_table!.Frozen && !_matureNowSent
            && _immatureSince is { } since
            ? since + _own.Settings.Mature
            : Instant.Never;

    private Instant BalanceDeadline =>
        _state == AllocationState.Run && IsBalancer && !_table!.Frozen ? _balanceAt : Instant.Never;

    /// <summary>
    /// Takes settings, at start and whenever they were read again. What was said of heads that
    /// they list no more is forgotten, so call it before SetEligible.
    /// </summary>
    public void Configure(AllocationSettings settings, Instant now)
    {
        _ = now;
        var isNews = _own.Configure(settings, MayHold);
        _outbox.Reconfigured |= isNews;
        _everythingChanged |= isNews;
    }

    /// <summary>
    /// Moves everything away from this host and takes nothing more, or ends that. A later word of
    /// a peer's operator (RequestDrain, RequestStart there) replaces it: see IsDraining.
    /// </summary>
    public void SetDraining(bool draining, Instant now)
    {
        _ = now;
        _draining = draining;
    }

    /// <summary>
    /// While yielding (PROTOCOL.md 4) nothing is claimed, and the cluster does not mature.
    /// </summary>
    public void SetYielding(bool yielding, Instant now)
    {
        _ = now;
        _everythingChanged |= _yielding != yielding;
        _yielding = yielding;
    }

    /// <summary>
    /// The group is gone: nothing is wanted any more. Who was mature stays so: it knows the
    /// cluster, and waiting again would only leave addresses uncovered.
    /// </summary>
    public void Lost(Instant now) => EnterIdle(now);

    /// <summary>
    /// Whether this host shall hold it: the table says so, it is not moving away, and the
    /// configuration lists it, which the others may not have heard yet.
    /// </summary>
    public bool Wanted(IpAddress head) =>
        _table?.Find(head) is { } row && IsMine(row) && !_releasing.Contains(head)
        && _own.Catalogue.Contains(head);

    /// <summary>
    /// Whether its last holder gave it up in this view's order: nobody lost can still answer
    /// for it, and whoever takes it need not wait.
    /// </summary>
    public bool WasHandedOver(IpAddress head) => _handedOver.Contains(head);

    /// <summary>
    /// Adds the heads for which Wanted may have changed since the last call; true where Wanted
    /// or MayAdd may have changed for any (then nothing is added).
    /// </summary>
    public bool TakeChanges(ICollection<IpAddress> changed)
    {
        var everything = _everythingChanged;
        if (!everything)
        {
            foreach (var head in _changed)
            {
                changed.Add(head);
            }
        }

        _everythingChanged = false;
        _changed.Clear();
        return everything;
    }

    /// <summary>
    /// Adds the heads that other members gave up to this one in a conflict: announce again.
    /// </summary>
    public void TakeConflictsWon(ICollection<IpAddress> won)
    {
        foreach (var head in _conflictsWon)
        {
            won.Add(head);
        }

        _conflictsWon.Clear();
    }

    private void EnterIdle(Instant now)
    {
        _ = now;
        _state = AllocationState.Idle;
        _view = View.None;
        _table = null;
        _self = TableRow.Nobody;
        _formerView = View.None;
        _immatureSince = null;
        WaitUntil = Instant.Past;
        ForgetView();
        _everythingChanged = true;
    }

    private void EnterGather(View view, MemberId self, Instant waitUntil, Instant now)
    {
        _state = AllocationState.Gather;
        _view = view;
        _id = self;
        _immatureSince ??= now;
        WaitUntil = waitUntil;
        ForgetView();
        _gathering = new Gathering(view);
    }

    private void EnterBoot()
    {
        Invariant.Require(_state == AllocationState.Gather, "only Gather leads to Boot");
        _state = AllocationState.Boot;
        host.Report(ReportLevel.Information, "no host of this cluster is mature yet: nothing is " +
            $"claimed for {_own.Settings.Mature.TotalSeconds} s, or until a mature one is met");
    }

    private void EnterRun(Instant now)
    {
        Invariant.Require(_state is AllocationState.Gather or AllocationState.Boot,
            "only Gather and Boot lead to Run");
        _state = AllocationState.Run;
        IsMature = true;

        // Whoever takes has to wait as long, and nobody would answer for what was given.
        _balanceAt = Instant.Max(WaitUntil > now ? WaitUntil + _own.Settings.ProofTime : now,
            _own.Settings.AcquisitionsPerRound is null ? now : now + BalanceInterval);
        _everythingChanged = true;
    }

    /// <summary>What belongs to one view and must not reach into the next.</summary>
    private void ForgetView()
    {
        _outbox.ClearDeeds();
        _releasing.Clear();
        _refusedOnce.Clear();
        _conflictsWon.Clear();
        _handedOver.Clear();
        _gathering = null;
        _stated = null;
        _headsSent = false;
        _matureNowSent = false;
    }

    private bool IsMine(TableRow row) =>
        row.Holder == _self && !row.Moving && row.Knows.Contains(_self);

    /// <summary>In the kernel, or this host may begin to add it at any moment.</summary>
    private bool MayHold(IpAddress head) => host.HoldsHere(head) || Wanted(head);
}
