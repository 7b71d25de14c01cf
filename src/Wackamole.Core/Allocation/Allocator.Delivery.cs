using System.Collections.Immutable;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>What each delivered message does to the table, alike on every member.</summary>
public sealed partial class Allocator
{
    private readonly SortedDictionary<Refusal, long> _refused = [];
    private readonly HashSet<(MemberId Sender, Refusal Refusal)> _refusedOnce = [];

    /// <summary>How many messages were not taken, by reason.</summary>
    public IReadOnlyDictionary<Refusal, long> Refused => _refused;

    /// <summary>One message of the present view, in its order.</summary>
    public void Delivered(MemberId sender, ReadOnlySpan<byte> message, Instant now)
    {
        var refusal = Take(sender, message, now);
        if (refusal == Refusal.None)
        {
            return;
        }

        _refused[refusal] = _refused.GetValueOrDefault(refusal) + 1;
        if (_refusedOnce.Add((sender, refusal)))
        {
            ReportRefusal(sender, refusal);
        }
    }

    private Refusal Take(MemberId sender, ReadOnlySpan<byte> bytes, Instant now)
    {
        if (_state == AllocationState.Idle)
        {
            return Refusal.NoView;
        }

        var place = _view.IndexOf(sender);
        if (place < 0)
        {
            return Refusal.NotAMember;
        }

        var refusal = MessageCodec.Decode(bytes, _names, out var message);
        return message switch
        {
            null => refusal,
            AllocationMessage.State state => TakeState(sender, state, now),
            AllocationMessage.Heads heads => TakeHeads(sender, heads, now),
            _ => TakeSettled(place, message, now),
        };
    }

    private Refusal TakeSettled(int sender, AllocationMessage message, Instant now)
    {
        if (!IsSettled)
        {
            return Refusal.BeforeTheTable;
        }

        var table = _table!;
        Apply(table, sender, message, now);
        AfterChange(table, now);
        return Refusal.None;
    }

    private void Apply(AllocationTable table, int sender, AllocationMessage message, Instant now)
    {
        switch (message)
        {
            case AllocationMessage.MatureNow:
                ApplyMatureNow(table, sender, now);
                break;
            case AllocationMessage.Balance balance:
                ApplyBalance(table, balance.Limit);
                break;
            case AllocationMessage.Released released:
                ApplyReleased(table, sender, released.Gone);
                break;
            case AllocationMessage.Acquired acquired:
                ApplyAcquired(table, sender, acquired.Present);
                break;
            case AllocationMessage.Failed failed:
                ApplyFailed(table, sender, failed.Faults);
                break;
            case AllocationMessage.Eligible eligible:
                ApplyEligible(table, sender, eligible.Changes);
                break;
            case AllocationMessage.PinTo pin:
                ApplyPin(table, pin);
                break;
            case AllocationMessage.Unpin unpin:
                ApplyUnpin(table, unpin.Head);
                break;
            case AllocationMessage.Drain drain:
                ApplyDrain(table, drain);
                break;
            case AllocationMessage.Yield yield:
                ApplyYield(table, sender, yield.On);
                break;
            case AllocationMessage.Reconfigured changed:
                ApplyReconfigured(table, sender, changed);
                break;
        }
    }

    private void ApplyMatureNow(AllocationTable table, int sender, Instant now)
    {
        if (_state != AllocationState.Boot || table.Frozen)
        {
            return;
        }

        host.Report(ReportLevel.Information,
            $"the cluster is mature: {table.Members[sender].Id.Name} has waited long enough");
        table.Mature = true;
        EnterRun(now);
        Settling.Settle(table, table.Rows);
    }

    private static void ApplyBalance(AllocationTable table, int? limit)
    {
        if (table.Mature && !table.Frozen)
        {
            table.BalanceRound++;
            Balance.Start(table, Balance.Plan(table, limit));
        }
    }

    private void ApplyReleased(
        AllocationTable table, int sender, ImmutableArray<IpAddress> gone)
    {
        var released = new List<(TableRow Row, int Wish)>();
        foreach (var head in gone)
        {
            if (table.Find(head) is { } row)
            {
                if (row.Holder == sender && row.Confirmed)
                {
                    // Who gives back what it was only to take proves nothing of who had it before.
                    _handedOver.Add(head);
                }

                released.Add((row, WishFor(row, sender, otherwise: sender)));
                table.Release(row, sender);
            }
        }

        EndReleasing(sender, gone);
        Settling.PassOn(table, released);
    }

    private static void ApplyAcquired(
        AllocationTable table, int sender, ImmutableArray<IpAddress> present)
    {
        foreach (var head in present)
        {
            if (table.Find(head) is { } row)
            {
                table.Confirm(row, sender);
            }
        }
    }

    private void ApplyFailed(
        AllocationTable table, int sender, ImmutableArray<HeadReason> faults)
    {
        var released = new List<(TableRow Row, int Wish)>();
        foreach (var (head, reason) in faults)
        {
            if (table.Find(head) is { } row)
            {
                table.SetIneligible(row, sender, reason);
                released.Add((row, WishFor(row, sender, otherwise: TableRow.Nobody)));
                table.Release(row, sender);
            }
        }

        EndReleasing(sender, [.. faults.Select(fault => fault.Head)]);
        Settling.PassOn(table, released);
    }

    /// <summary>
    /// Who should have it next: the target of its move; nobody if it was not the sender's.
    /// </summary>
    private static int WishFor(TableRow row, int sender, int otherwise) =>
        row.Holder != sender ? TableRow.Nobody : row.Moving ? row.Target : otherwise;

    private static void ApplyEligible(
        AllocationTable table, int sender, ImmutableArray<HeadReason> changes)
    {
        var rows = new List<TableRow>();
        foreach (var (head, reason) in changes)
        {
            if (table.Find(head) is { } row)
            {
                table.SetIneligible(row, sender, reason);
                rows.Add(row);
            }
        }

        Settling.Settle(table, rows);
    }

    private static void ApplyPin(AllocationTable table, AllocationMessage.PinTo pin)
    {
        table.Pins.Set(pin.Head, pin.Member);
        if (table.Find(pin.Head) is not { } row || !table.Mature || table.Frozen)
        {
            return;
        }

        var member = table.PinnedTo(row);
        if (row.Moving && member != TableRow.Nobody)
        {
            table.Redirect(row, member);
        }
        else if (row.Holder != TableRow.Nobody && member != TableRow.Nobody && member != row.Holder)
        {
            table.StartMove(row, member);
        }
    }

    private static void ApplyUnpin(AllocationTable table, IpAddress? head)
    {
        if (head is { } one)
        {
            table.Pins.Set(one, string.Empty);
        }
        else
        {
            table.Pins.EndAll();
        }
    }

    private void ApplyDrain(AllocationTable table, AllocationMessage.Drain drain)
    {
        var place = table.PlaceOf(drain.Member);
        if (place == TableRow.Nobody)
        {
            return;
        }

        table.SetDraining(place, drain.On);
        Settling.Settle(table, table.Rows);
        if (place == _self)
        {
            // A newer word of this host that is not sent yet stays, and is sent at the next Tick.
            _draining = _draining == _drainingTold ? drain.On : _draining;
            _drainingTold = drain.On;
        }
    }

    private void ApplyYield(AllocationTable table, int sender, bool yielding)
    {
        table.SetYielding(sender, yielding);
        Settling.Settle(table, table.Rows);
        _matureNowSent &= table.Frozen;
        _everythingChanged = true;
    }

    private void ApplyReconfigured(
        AllocationTable table, int sender, AllocationMessage.Reconfigured changed)
    {
        Offers.Replace(table, sender, changed.Listed, changed.Offer);
        Settling.Settle(table, table.Rows);
        _everythingChanged = true;
    }

    /// <summary>Notes for the node, and for people, what changed hands.</summary>
    private void AfterChange(AllocationTable table, Instant now)
    {
        foreach (var row in table.TakeChanged())
        {
            var holder = row.Holder < 0 ? (MemberId?)null : table.Members[row.Holder].Id;
            if (row.Holder == _self || _tenures.Holder(row.Head) == _id)
            {
                _changed.Add(row.Head);
            }

            _tenures.Note(row.Head, holder, now);
            ReleaseWhatIsNotThere(row);
        }
    }

    private void ReportRefusal(MemberId sender, Refusal refusal)
    {
        var text = refusal switch
        {
            Refusal.NoView => "it came without a view",
            Refusal.NotAMember => "the sender is not in the present view",
            Refusal.UnknownKind => "its kind is not known here; do all hosts run one version?",
            Refusal.Malformed => "it cannot be read; do all hosts run one version?",
            Refusal.SecondState => "the state of that host was here before",
            Refusal.WrongCatalogue => "it is not the list of virtual interfaces that was asked for",
            Refusal.BeforeTheTable => "states of other hosts are missing",
            _ => "all states had been in",
        };
        host.Report(ReportLevel.Warning,
            $"a message of {sender} about virtual interfaces was refused: {text}");
    }
}
