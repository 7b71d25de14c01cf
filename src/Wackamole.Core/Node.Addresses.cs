using System.Runtime.InteropServices;
using Wackamole.Core.Addresses;
using Wackamole.Core.Allocation;
using Wackamole.Core.Values;

namespace Wackamole.Core;

/// <summary>The wanted set against the kernel's set.</summary>
public sealed partial class Node
{
    // Something else that removes an address again and again wins for a while: the virtual
    // interface goes elsewhere, or is tried again less and less often.
    private const int MostRepairs = 3;
    private static readonly TimeSpan RepairMemory = TimeSpan.FromMinutes(1);

    private readonly SortedSet<IpAddress> _pending = [];
    private readonly List<IpAddress> _changed = [];
    private readonly List<IpAddress> _present = [];
    private readonly Dictionary<IpAddress, string> _releaseReasons = [];
    private readonly Dictionary<IpAddress, (int Count, Instant First)> _repairs = [];
    private readonly HashSet<IpAddress> _repairing = [];

    // Being removed, and to count as additions that failed once they are gone.
    private readonly HashSet<IpAddress> _givenUp = [];
    private int _batchUp;
    private int _batchDown;

    private void Reconcile(Instant now)
    {
        _changed.Clear();
        if (_allocator.TakeChanges(_changed))
        {
            _changed.Clear();
            _changed.AddRange(_addresses.Heads);
        }

        foreach (var head in _changed)
        {
            ReconcileOne(head, now);
        }

        if (_mayTakeHandedOver && _mayHold && _pending.Count > 0)
        {
            TakePending(now);
        }

        // A host that has nothing to claim, or has claimed it, needs no more proof.
        _bootClaims &= _pending.Count > 0;
        AnnounceConflictsWon(now);
        AnnounceBesideOthers(now);
    }

    private void ReconcileOne(IpAddress head, Instant now)
    {
        if (_allocator.Wanted(head))
        {
            if (_addresses.PhaseOf(head) is AddressPhase.Absent or AddressPhase.Removing)
            {
                Want(head);
            }

            return;
        }

        _pending.Remove(head);
        if (_addresses.Holds(head)
            && _allocator.State is AllocationState.Run or AllocationState.Boot)
        {
            Release(head, "it moves to another host", now);
        }
        else if (_allocator.State == AllocationState.Run && !_addresses.Holds(head))
        {
            // Asked to give what it does not hold (any more): say so, or the next one waits.
            _allocator.Removed(head, now);
        }
    }

    // What was shown of a segment at an earlier wish says nothing about it now.
    private void Want(IpAddress head)
    {
        if (_pending.Add(head))
        {
            _guard.Doubt(head);
        }
    }

    private void TakePending(Instant now)
    {
        foreach (var head in _pending.ToArray())
        {
            if ((_mayTake || _allocator.WasHandedOver(head)) && _guard.IsCleared(head)
                && !WasAnsweredElsewhere(head, now)
                && _addresses.PhaseOf(head) == AddressPhase.Absent)
            {
                _pending.Remove(head);
                _addresses.BeginAdd(head);
            }
        }
    }

    private void Release(IpAddress head, string reason, Instant now)
    {
        if (_addresses.PhaseOf(head) is AddressPhase.Absent or AddressPhase.Removing)
        {
            return;
        }

        _releaseReasons[head] = reason;
        CancelAnnouncements(head);
        _addresses.BeginRemove(head);
        if (_allocator.Wanted(head))
        {
            // By the table it is still ours: it comes back as soon as it may.
            Want(head);
        }
    }

    private void RemoveEverything(string reason, Instant now)
    {
        foreach (var head in Present())
        {
            Release(head, reason, now);
        }
    }

    // A copy: what is done to one changes the table. Valid until the next call.
    private ReadOnlySpan<IpAddress> Present()
    {
        _present.Clear();
        _addresses.CopyPresentTo(_present);
        return CollectionsMarshal.AsSpan(_present);
    }

    private void TakeAdded(NodeEvent.AddressesAdded added, Instant now)
    {
        if (!_addresses.NoteAdded(added.Head, added.Fault is null)
            || _addresses.Added(added.Head) is not { } virtualInterface)
        {
            return;
        }

        if (added.Fault is { } fault)
        {
            Report(ReportLevel.Error, ReportKind.Host, $"{added.Head} could not be added: {fault}");
            EndRepair(virtualInterface);
            if (_lease.IsValid(now))
            {
                _allocator.AddFailed(added.Head, fault, now);
            }
            else if (_allocator.Wanted(added.Head))
            {
                Want(added.Head);
            }

            return;
        }

        var reason = _repairing.Remove(added.Head) ? "put back: something else had removed it"
            : _allocator.WasHandedOver(added.Head) ? "its last holder has given it up"
            : "no host held it";
        _allocator.Added(added.Head, now);
        _answeredElsewhere.Remove(added.Head);
        StartAnnouncing(virtualInterface, now);
        _batchUp++;
        foreach (var address in virtualInterface.Addresses)
        {
            Report(ReportLevel.Information, ReportKind.Up,
                $"  UP: {address}{Beside(virtualInterface, address)} ({reason})");
        }

        Effects.Act(new NodeAction.RunHook(HookEvent.OnUp, virtualInterface, reason));
    }

    // Addresses that move together are named by the first of them.
    private static string Beside(VirtualInterface virtualInterface, InterfaceAddress address) =>
        address.Address == virtualInterface.Head ? string.Empty : $" with {virtualInterface.Head}";

    // It was up until something else removed it, and it could not be put back.
    private void EndRepair(VirtualInterface lost)
    {
        CancelAnnouncements(lost.Head);
        if (_repairing.Remove(lost.Head))
        {
            SayDown(lost, "something else on this host removed it");
        }
    }

    private void SayDown(VirtualInterface virtualInterface, string reason)
    {
        foreach (var address in virtualInterface.Addresses)
        {
            Report(ReportLevel.Information, ReportKind.Down,
                $"DOWN: {address}{Beside(virtualInterface, address)} ({reason})");
        }

        _batchDown++;
        Effects.Act(new NodeAction.RunHook(HookEvent.OnDown, virtualInterface, reason));
    }

    private void TakeRemoved(NodeEvent.AddressesRemoved removed, Instant now)
    {
        var isGivenUp = removed.Fault is null && _givenUp.Remove(removed.Head);
        var virtualInterface = _addresses.Added(removed.Head);
        if (!_addresses.NoteRemoved(removed.Head, removed.Fault is null, now)
            || virtualInterface is null)
        {
            return;
        }

        if (removed.Fault is { } fault)
        {
            Report(ReportLevel.Error, ReportKind.Host,
                $"{removed.Head} could not be removed and is tried again: {fault}");
            return;
        }

        _repairing.Remove(removed.Head);
        _releaseReasons.Remove(removed.Head, out var reason);
        SayDown(virtualInterface, reason ?? "released");
        if (isGivenUp)
        {
            _pending.Remove(removed.Head);
            _allocator.AddFailed(removed.Head, reason ?? "something removed it", now);
        }
        else if (!_allocator.Wanted(removed.Head))
        {
            _allocator.Removed(removed.Head, now);
        }
    }

    private void TakeLost(NodeEvent.AddressLost lost, Instant now)
    {
        if (_addresses.PhaseOf(lost.Head) != AddressPhase.Held)
        {
            return;
        }

        var (count, first) = _repairs.GetValueOrDefault(lost.Head, (0, now));
        if (now - first > RepairMemory)
        {
            (count, first) = (0, now);
        }

        _repairs[lost.Head] = (++count, first);
        Report(ReportLevel.Warning, ReportKind.Host,
            $"something else removed {lost.Address} from {lost.Interface}");
        if (count > MostRepairs)
        {
            GiveUp(lost.Head, $"something on this host keeps removing {lost.Address} from " +
                $"{lost.Interface}: see which address manager does", now);
        }
        else
        {
            _repairing.Add(lost.Head);
            _addresses.BeginAdd(lost.Head);
        }
    }

    // What is left of it goes too; then it is as one that could not be added.
    private void GiveUp(IpAddress head, string fault, Instant now)
    {
        Report(ReportLevel.Error, ReportKind.Host, $"{head} is given up here for now: {fault}");
        Release(head, fault, now);
        _givenUp.Add(head);
    }

    /// <summary>Post Up and Post Down run once for each batch that has come to rest.</summary>
    private void EndBatches()
    {
        if (_addresses.IsUnderWay)
        {
            return;
        }

        if (_batchUp > 0)
        {
            Effects.Act(new NodeAction.RunHook(HookEvent.PostUp, null, $"{_batchUp} acquired"));
            _batchUp = 0;
        }

        if (_batchDown > 0)
        {
            Effects.Act(new NodeAction.RunHook(HookEvent.PostDown, null, $"{_batchDown} released"));
            _batchDown = 0;
        }
    }
}
