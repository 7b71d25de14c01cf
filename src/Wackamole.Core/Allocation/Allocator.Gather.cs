using System.Collections.Immutable;
using Wackamole.Core.Allocation.Messages;
using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>Gather: from the View to the table of that view.</summary>
public sealed partial class Allocator
{
    private Gathering? _gathering;

    /// <summary>
    /// The catalogue that the State of this view was made over; null before it is sent.
    /// </summary>
    private Catalogue? _stated;

    private bool _headsSent;

    /// <summary>The last view that got as far as a table; conflicts are judged by it.</summary>
    private View _formerView = View.None;

    /// <summary>Those of the last table; they outlast the loss of the group.</summary>
    private PinBook _pins = new();

    /// <summary>
    /// A view: Gather begins. Call SendState as soon as this host's facts are settled.
    /// </summary>
    public void ViewInstalled(View view, MemberId self, Instant waitUntil, Instant now)
    {
        Invariant.Require(view.Contains(self), "a member is in its own views");
        Invariant.Require(string.Equals(self.Name, name, StringComparison.Ordinal),
            "a member has this host's name");
        EnterGather(view, self, waitUntil, now);
    }

    /// <summary>
    /// Says what this host holds; once in each view, when what had to go first has been removed
    /// and read back.
    /// </summary>
    public void SendState(Instant now, TimeSpan remainingWait)
    {
        _ = now;
        if (_state != AllocationState.Gather || _stated is not null)
        {
            return;
        }

        var state = MakeState(_own.Catalogue, remainingWait);
        _stated = _own.Catalogue;
        _outbox.Clear();
        RememberTold(state.Offer, _stated);
        (_drainingTold, _yieldingTold) = (state.Draining, state.Yielding);
        Multicast(state);
    }

    private AllocationMessage.State MakeState(Catalogue catalogue, TimeSpan remainingWait)
    {
        var held = new Bitmap(catalogue.Count);
        var unconfirmed = new Bitmap(catalogue.Count);
        for (var index = 0; index < catalogue.Count; index++)
        {
            var head = catalogue.Heads[index];
            held[index] = host.HoldsHere(head);

            // What is not wanted any more is being removed, though it may be there still.
            unconfirmed[index] = held[index] && !(_present.Contains(head) && Wanted(head));
        }

        return new AllocationMessage.State
        {
            Mature = IsMature,
            Draining = _draining,
            Yielding = _yielding,
            FormerView = _formerView.Id,
            FormerSize = _formerView.Members.Length,
            RemainingWait = remainingWait,
            CatalogueDigest = catalogue.Digest,
            CatalogueCount = catalogue.Count,
            Offer = _own.MakeOffer(catalogue),
            Held = held,
            Unconfirmed = unconfirmed,
            AlsoHeld = [.. _own.Delisted.Where(host.HoldsHere)],
            Pins = _pins.All,
            PinClock = _pins.Clock,
            BalanceRound = _table?.BalanceRound ?? 0,
        };
    }

    private Refusal TakeState(MemberId sender, AllocationMessage.State state, Instant now)
    {
        if (_gathering is null)
        {
            return Refusal.SecondState;
        }

        var refusal = _gathering.Add(sender, state);
        if (refusal == Refusal.None)
        {
            // One that is over asks for no evidence younger than this message.
            WaitUntil = state.RemainingWait > TimeSpan.Zero
                ? Instant.Max(WaitUntil, now + state.RemainingWait) : WaitUntil;
            FinishGather(now);
        }

        return refusal;
    }

    private Refusal TakeHeads(MemberId sender, AllocationMessage.Heads heads, Instant now)
    {
        if (_gathering is null)
        {
            return Refusal.AfterGather;
        }

        var refusal = _gathering.Add(sender, heads);
        if (refusal == Refusal.None)
        {
            FinishGather(now);
        }

        return refusal;
    }

    private void FinishGather(Instant now)
    {
        if (!_gathering!.IsComplete)
        {
            return;
        }

        Invariant.Require(_stated is not null, "all States are in, so this host's own is");
        var contested = new List<TableRow>();
        _table = TableBuilder.Build(_gathering.Members(_stated), contested);
        _self = _view.IndexOf(_id);
        _formerView = _view;
        _pins = _table.Pins;
        _gathering = null;
        ReportContested(_table, contested);
        CatchUpWithKernel(_table);
        if (_table.Mature)
        {
            EnterRun(now);
            Settling.Settle(_table, _table.Rows);
        }
        else
        {
            EnterBoot();
        }

        _everythingChanged = true;
        _tenures.Note(_table, now);
        AfterChange(_table, now);
    }

    /// <summary>
    /// What came or went here since the State was sent, which the table cannot know.
    /// </summary>
    private void CatchUpWithKernel(AllocationTable table)
    {
        _outbox.Acquired.RemoveWhere(head =>
            table.Find(head) is not { } row || row.Holder != _self || row.Confirmed);
        foreach (var row in table.Rows)
        {
            if (row.Present.Contains(_self) && !host.HoldsHere(row.Head))
            {
                QueueRelease(row.Head);
            }
        }
    }

    private void ReportContested(AllocationTable table, List<TableRow> contested)
    {
        foreach (var row in contested.Where(row => row.Present.Contains(_self)))
        {
            var winner = table.Members[row.Holder].Id.Name;
            if (row.Holder == _self)
            {
                _conflictsWon.Add(row.Head);
            }

            host.Report(ReportLevel.Warning, $"{row.Head} was held by " +
                $"{NamesOf(table, row.Present)} while they were apart; it stays with {winner}");
        }
    }

    private static string NamesOf(AllocationTable table, MemberSet members)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var place in members)
        {
            names.Add(table.Members[place].Id.Name);
        }

        return string.Join(", ", names);
    }
}
