using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>What is known of one node name other than our own.</summary>
public sealed class Peer(string name)
{
    private readonly ViewId[] _formerViews = new ViewId[4];
    private int _formerViewsSeen;
    private ReplayWindow _window;

    public string Name { get; } = name;

    /// <summary>The newest incarnation that was ever heard under this name.</summary>
    public MemberId Id { get; private set; }

    public ulong MachineId { get; private set; }

    /// <summary>Whether a counter of this incarnation is new; remembers it.</summary>
    public ReplayVerdict Admit(ulong counter) => _window.Accept(counter);

    public ulong NewestCounter { get; set; }

    public Instant FirstHeard { get; private set; }

    /// <summary>Any new sealed packet, counted as heard or not.</summary>
    public Instant LastPacket { get; set; } = Instant.Past;

    /// <summary>It has named our present incarnation: no recorded packets of a ghost.</summary>
    public bool NamedUs { get; set; }

    /// <summary>The newest packet that counts as hearing it.</summary>
    public Instant LastHeard { get; set; } = Instant.Past;

    /// <summary>We acknowledged this incarnation at least once: losing it starts a wait.</summary>
    public bool EverAcknowledged { get; set; }

    /// <summary>This incarnation is a member of the view that we are in.</summary>
    public bool IsMember { get; set; }

    /// <summary>We have withdrawn from this incarnation, for good.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>Since when; without meaning where we have not.</summary>
    public Instant WithdrawnAt { get; set; } = Instant.Past;

    /// <summary>It said itself that it holds nothing and goes.</summary>
    public bool Departed { get; set; }

    /// <summary>Somebody has heard a newer run of this node; we have not yet.</summary>
    public bool Superseded { get; set; }

    /// <summary>The newest heartbeat; its list is a copy of our own.</summary>
    public HeartbeatBody Latest { get; private set; } = new();

    /// <summary>
    /// Where the next heartbeat is read into, and then the one before the newest.
    /// </summary>
    public HeartbeatBody Spare { get; private set; } = new();

    public bool HasHeartbeat { get; private set; }

    /// <summary>Views that it said to be in before the one it is in, in no order.</summary>
    public ReadOnlySpan<ViewId> FormerViews =>
        _formerViews.AsSpan(0, Math.Min(_formerViewsSeen, _formerViews.Length));

    public Instant LatestAt { get; private set; } = Instant.Past;

    public ulong LatestCounter { get; private set; }

    /// <summary>What its newest heartbeat says of us; null where it does not name us.</summary>
    public PeerVerdict? AboutUs { get; set; }

    /// <summary>Since when it says that it has withdrawn from us.</summary>
    public Instant WithdrewFromUsAt { get; set; } = Instant.Past;

    /// <summary>The send time of our newest heartbeat that it acknowledged.</summary>
    public Instant Evidence { get; set; } = Instant.Past;

    /// <summary>When its heartbeat last named something new from anybody: it is not deaf.</summary>
    public Instant HearsSomebody { get; set; } = Instant.Past;

    /// <summary>Since when it is heard both ways without a break.</summary>
    public Instant BothWaysSince { get; set; } = Instant.Never;

    /// <summary>
    /// It is heard, is no member of our view, and has announced addresses of its own.
    /// </summary>
    public bool IsRival { get; set; }

    /// <summary>Not heard for T, or its port is said to be unreachable.</summary>
    public bool Suspected { get; set; } = true;

    /// <summary>When «port unreachable» came back, and nothing from it since.</summary>
    public Instant UnreachableAt { get; set; } = Instant.Past;

    /// <summary>Since when it prefers a coordinator whom we do not hear both ways.</summary>
    public Instant FollowsStrangerSince { get; set; } = Instant.Never;

    /// <summary>When its heartbeats last named something new from whom it prefers.</summary>
    public Instant PreferredHeardAt { get; set; } = Instant.Past;

    /// <summary>Since when it prefers us as its coordinator.</summary>
    public Instant FollowsUsSince { get; set; } = Instant.Never;

    /// <summary>
    /// How little it gets on with the other members of our view, when last that was asked.
    /// </summary>
    public int Discord { get; set; }

    /// <summary>When its heartbeats last ceased to acknowledge somebody.</summary>
    public Instant LostSomebodyAt { get; set; } = Instant.Past;

    /// <summary>When it was last heard both ways no more; Past for never.</summary>
    public Instant LostBothWaysAt { get; set; } = Instant.Past;

    /// <summary>Set when this host last suspected it.</summary>
    public Instant SuspectedAt { get; set; } = Instant.Past;

    /// <summary>A refusal: not proposed before this.</summary>
    public Instant HeldDownUntil { get; set; } = Instant.Past;

    public TimeSpan RefusalDelay { get; set; }

    /// <summary>A link that flaps: how long it must be heard before it is proposed again.</summary>
    public TimeSpan FlapDelay { get; set; }

    public LinkHealth[] Links { get; } = [new(), new()];

    public bool IsKnown => Id.Name is not null;

    /// <summary>A newer run of this node: all that was learned of the old one is void.</summary>
    public void BecomeIncarnation(MemberId id, ulong machineId, Instant now)
    {
        Id = id;
        MachineId = machineId;
        Suspected = true;
        UnreachableAt = Instant.Past;
        _window = default;
        NewestCounter = 0;
        FirstHeard = now;
        LastPacket = Instant.Past;
        LastHeard = Instant.Past;
        NamedUs = EverAcknowledged = Withdrawn = Departed = HasHeartbeat = false;
        Superseded = false;
        _formerViewsSeen = 0;
        LatestAt = Evidence = HearsSomebody = Instant.Past;
        AboutUs = null;
        BothWaysSince = FollowsStrangerSince = FollowsUsSince = Instant.Never;
        LostSomebodyAt = PreferredHeardAt = Instant.Past;
        HeldDownUntil = Instant.Past;
        RefusalDelay = TimeSpan.Zero;
    }

    /// <summary>
    /// We are a new incarnation: it has not named us yet, and our withdrawals are void.
    /// </summary>
    public void ForgetOurselves()
    {
        NamedUs = EverAcknowledged = Withdrawn = false;
        LastHeard = Evidence = Instant.Past;
        AboutUs = null;
        BothWaysSince = Instant.Never;
        HeldDownUntil = Instant.Past;
    }

    /// <summary>Makes Spare, which was read into, the newest heartbeat.</summary>
    public void TakeHeartbeat(ulong counter, Instant now)
    {
        if (HasHeartbeat && Latest.View != Spare.View)
        {
            _formerViews[_formerViewsSeen++ % _formerViews.Length] = Latest.View;
        }

        (Latest, Spare) = (Spare, Latest);
        LatestCounter = counter;
        LatestAt = now;
        HasHeartbeat = true;
    }

    public bool IsHeard(Instant now, TimeSpan within) =>
        !Departed && !Superseded && LastHeard != Instant.Past && now - LastHeard < within;

    public bool HearsUs => AboutUs == PeerVerdict.Acknowledged;

    public bool IsHeardBothWays(Instant now, TimeSpan within) =>
        HearsUs && !Withdrawn && IsHeard(now, within);

    /// <summary>A deaf card: it sends, but hears nothing new from anybody.</summary>
    public bool IsDeaf(Instant now, TimeSpan within) =>
        HearsSomebody == Instant.Past || now - HearsSomebody >= within;
}
