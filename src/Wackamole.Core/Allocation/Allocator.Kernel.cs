using System.Collections.Immutable;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>This host's own kernel: what came, failed, went, and what it cannot hold.</summary>
public sealed partial class Allocator
{
    private readonly HashSet<IpAddress> _present = [];

    /// <summary>
    /// This host said, or is about to say, that it has them no more. Until that is delivered to
    /// itself too it must not add them again: others may be given them by it.
    /// </summary>
    private readonly HashSet<IpAddress> _releasing = [];

    /// <summary>
    /// For a host that drains: nothing is held here any more, or nobody else can take what is.
    /// </summary>
    public bool HoldsNothingAndWillNot
    {
        get
        {
            if (!IsSettled)
            {
                return _state == AllocationState.Idle;
            }

            var table = _table!;
            return table.Members[_self].Draining && _releasing.Count == 0
                && !table.Rows.Any(row => IsLeaving(table, row));
        }
    }

    /// <summary>
    /// Every address of it was read back from the kernel as present: after an addition, or after
    /// a removal that was called off because it is wanted again.
    /// </summary>
    public void Added(IpAddress head, Instant now)
    {
        _present.Add(head);
        _own.BackOffs.Succeeded(head, now);
        var isNews = _state == AllocationState.Gather
            || (IsSettled && _table!.Find(head) is { Confirmed: false } row && IsMine(row));
        if (isNews && !_releasing.Contains(head))
        {
            _outbox.Acquired.Add(head);
        }
    }

    /// <summary>
    /// It could not be added, or does not stay, and no address of it is present. (An addition
    /// that was called off is not a failure: call Removed.)
    /// </summary>
    public void AddFailed(IpAddress head, string fault, Instant now)
    {
        _present.Remove(head);
        _outbox.Acquired.Remove(head);
        _own.BackOffs.Failed(head, fault, now);
        if (IsSettled && _table!.Find(head) is { } row && row.Present.Contains(_self)
            && _releasing.Add(head))
        {
            _outbox.Failed[head] = fault;
            _changed.Add(head);
        }
        else
        {
            _outbox.Eligibility.Add(head);
        }
    }

    /// <summary>No address of it is present any more, read back from the kernel.</summary>
    public void Removed(IpAddress head, Instant now)
    {
        _ = now;
        _present.Remove(head);
        _outbox.Acquired.Remove(head);
        _own.Gone(head);
        if (IsSettled && _table!.Find(head) is { } row && row.Present.Contains(_self))
        {
            QueueRelease(head);
        }
    }

    /// <summary>
    /// Whether this host could hold it as far as its node knows; the reason where not.
    /// </summary>
    public void SetEligible(IpAddress head, bool eligible, string reason, Instant now)
    {
        _ = now;
        if (_own.SetUnfit(head, eligible ? null : reason))
        {
            _outbox.Eligibility.Add(head);
        }
    }

    private void QueueRelease(IpAddress head)
    {
        if (_releasing.Add(head))
        {
            _outbox.Released.Add(head);
            _outbox.Acquired.Remove(head);
            _changed.Add(head);
        }
    }

    /// <summary>
    /// What this host was given and has to give up before it began to add it is released at once:
    /// no kernel will answer for it.
    /// </summary>
    private void ReleaseWhatIsNotThere(TableRow row)
    {
        if (row.Present.Contains(_self) && !IsMine(row) && !host.HoldsHere(row.Head))
        {
            QueueRelease(row.Head);
        }
    }

    private void EndReleasing(int sender, ImmutableArray<IpAddress> heads)
    {
        if (sender != _self)
        {
            return;
        }

        foreach (var head in heads)
        {
            _releasing.Remove(head);
            _changed.Add(head);
        }
    }

    /// <summary>Whether it is here and somebody else is taking it, or could.</summary>
    private bool IsLeaving(AllocationTable table, TableRow row)
    {
        if (!row.Present.Contains(_self) || !table.Mature || table.Frozen)
        {
            return false;
        }

        return row.Holder != _self || row.Moving || !table.EligibleFor(row).IsEmpty;
    }
}
