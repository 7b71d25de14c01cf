using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// From the engine's members to a view. An engine names sessions; a view has members with their
/// incarnations. So everyone says in the order who it is, once for each set of sessions, and with
/// the last of these Hellos each of them installs the same view at the same place in the order.
/// </summary>
public sealed partial class OrderedGroup
{
    private const int ViewBits = 24;

    // A host that must not be here gives the rightful one time.
    private const int DoubleNameDetections = 8;

    // The engine's members that are not left out.
    private ImmutableArray<string> _live = [];

    // A digest of ring and live sessions: what a Hello belongs to.
    private ulong _round;
    private bool _inRound;
    private Instant _roundSince;
    private Instant _ownHelloAt = Instant.Past;
    private bool _helloOwed;
    private bool _isFresh = true;
    private uint _views;

    private void BeginSession()
    {
        _peers.Clear();
        _absent.Clear();
        (_members, _live) = ([], []);
        (_ring, _round, _views, _said) = (0, 0, 0, 0);
        (_inRound, _helloOwed, _orderIsClosed) = (false, false, true);
        _isTransitional = false;
        _ownHelloAt = Instant.Past;
        _isFresh = true;
        HasSaidGoodbye = false;
        BeginOrdering();
    }

    /// <summary>Begins a round where another set of sessions counts than before.</summary>
    private void Reform(Instant now)
    {
        _absent.IntersectWith(_members);
        _live = [.. _members.Where(name => !_absent.Contains(name))];
        if (_phase != OrderedGroupPhase.Open)
        {
            return;
        }

        if (_absent.Contains(_ownName!))
        {
            Lose("the other members have left this host out: it was silent for too long",
                TimeSpan.Zero, now);
            return;
        }

        var round = RoundDigest.Of(_ring, _live);
        if (round == _round)
        {
            return;
        }

        // What others deliver in the old view from here on may differ from what we do.
        _orderIsClosed = true;
        DropOrdering();
        (_round, _roundSince, _inRound, _helloOwed) = (round, now, true, true);
        _ownHelloAt = Instant.Past;
        foreach (var peer in _peers.Values)
        {
            peer.Hello = null;
        }

        Count("rounds");
    }

    private void TakeHello(OrderedPeer sender, HelloMessage hello, Instant now)
    {
        if (sender.Id is { } known && known != hello.Member)
        {
            Count("messages.refused.renamed");
            return;
        }

        sender.Id = hello.Member;
        sender.MachineId = hello.MachineId;
        sender.Lease = hello.Lease;
        sender.Said = Math.Max(sender.Said, hello.Said);
        if (LeaveOutTold(hello, now))
        {
            Reform(now);
        }

        if (_phase != OrderedGroupPhase.Open || !_inRound || hello.Round != _round
            || sender.Hello is not null)
        {
            return;
        }

        sender.Hello = hello;
        if (sender.Session == _ownName)
        {
            _ownHelloAt = now;
        }

        if (_live.All(name => _peers[name].Hello is not null))
        {
            InstallOrReform(now);
        }
    }

    /// <summary>
    /// Whom others have left out is no member here either. How long it may still answer they say
    /// too: this host knows more only of one that it was in a view with.
    /// </summary>
    private bool LeaveOutTold(HelloMessage hello, Instant now)
    {
        var isNews = false;
        foreach (var name in hello.Absent.Where(_members.Contains))
        {
            if (_peers[name].WasMember)
            {
                isNews |= LeaveOut(name, now);
            }
            else if (_absent.Add(name))
            {
                isNews = true;
                foreach (var told in hello.Waits.Where(told => told.Session == name))
                {
                    NoteWait(name, now + told.Wait);
                }
            }
        }

        return isNews;
    }

    /// <summary>A session does not count any more; true where that is news.</summary>
    private bool LeaveOut(string name, Instant now)
    {
        if (!_absent.Add(name))
        {
            return false;
        }

        NoteWait(_peers[name], now);
        return true;
    }

    private void TakeAbsent(in AbsentMessage absent, Instant now)
    {
        // It spoke after its accuser looked, and everyone saw that before this.
        if (!_members.Contains(absent.Session) || _peers[absent.Session].Said > absent.Said)
        {
            return;
        }

        if (LeaveOut(absent.Session, now))
        {
            Count("absent");
            Reform(now);
        }
    }

    private void InstallOrReform(Instant now)
    {
        var peers = _live.Select(name => _peers[name]).ToList();
        var surplus = Surplus(peers);
        foreach (var one in surplus)
        {
            LeaveOut(one.Session, now);
        }

        if (surplus.Any(one => one.Session == _ownName))
        {
            Lose($"another host is called «{_self.Name}» too, or a newer daemon of this host " +
                "runs: give each host a name of its own",
                DoubleNameDetections * _timing.Detection, now);
        }
        else if (surplus.Count > 0)
        {
            Reform(now);
        }
        else
        {
            Install(peers, now);
        }
    }

    /// <summary>
    /// Who cannot be in one view with the others: of one name, all but one, and whoever is beyond
    /// the limit. Of one machine the newest run stays; of several machines the oldest.
    /// </summary>
    private static List<OrderedPeer> Surplus(List<OrderedPeer> peers)
    {
        var inOrder = peers.OrderBy(peer => peer.Id!.Value)
            .ThenBy(peer => peer.Session, StringComparer.Ordinal).ToList();
        var surplus = new List<OrderedPeer>();
        foreach (var same in inOrder.GroupBy(
            peer => peer.Id!.Value.Name, StringComparer.Ordinal))
        {
            var runs = same.ToList();
            var isOneMachine = runs.TrueForAll(peer => peer.MachineId == runs[0].MachineId);
            var stays = isOneMachine ? runs[^1] : runs[0];
            surplus.AddRange(runs.Where(peer => peer != stays));
        }

        surplus.AddRange(inOrder.Except(surplus).Skip(Limits.Members).ToList());
        return surplus;
    }

    private void Install(List<OrderedPeer> peers, Instant now)
    {
        _views = peers.Max(peer => peer.Hello!.Views) + 1;
        var members = peers.Select(peer => peer.Id!.Value).Order().ToImmutableArray();
        var id = new ViewId((_ring << ViewBits) + _views, members[0]);
        DropOrdering();
        BeginOrdering();
        (_inRound, _isFresh) = (false, false);
        if (!members.SequenceEqual(_installed.Members))
        {
            // Not where the same ones are together again: a host that is deaf makes Corosync form
            // its ring anew for as long as it is, and nothing would ever be taken.
            _settledAt = now + _timing.Settling;
        }

        _installed = new View(id, members);
        _installedAt = now;
        foreach (var peer in peers)
        {
            // Whatever kept it alive before this view was sent before its Hello.
            (peer.WasMember, peer.IsNew) = (true, false);
            peer.LastHeard = now;
            peer.Delivered = 0;
        }

        MergeWaits(peers, now);
        Count("views");
        _events.Enqueue(
            new GroupEvent(GroupEventKind.View) { View = _installed, WaitUntil = WaitUntil });
        BeginAlives(now);
    }
}
