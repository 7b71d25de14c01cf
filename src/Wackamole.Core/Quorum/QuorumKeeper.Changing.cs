using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Quorum;

/// <summary>
/// How a list follows another: a try begins (Prepare), then a list is proposed, each on more than
/// half of the disks before the next step. With the reports of a view, by which its members know
/// of earlier tries, that is Paxos for each generation, its acceptors the voters of the list
/// before. A list counts from its proposal on, beside the one in force, until it is in force.
/// </summary>
public sealed partial class QuorumKeeper
{
    // An operator's word is above whatever others may have agreed to unseen.
    private const ulong BootstrapStep = 1_000;

    // Something of ours that goes on with the change is on its way.
    private bool _asked;

    private bool IsFirst => _book is { } book && book.View.Members[0] == _self;

    /// <summary>
    /// An operator vouches that no other host holds anything: who is here votes from now on.
    /// Null, or why not.
    /// </summary>
    public string? RequestBootstrap()
    {
        if (_book is not { IsComplete: true } book)
        {
            return $"{name} is not in the cluster yet, or members have yet to report";
        }

        if (book.IsQuorate)
        {
            return "this part of the cluster has a majority; there is nothing to vouch for";
        }

        var list = Bound((book.Adopted?.Generation ?? 0) + BootstrapStep);
        var here = book.Count(list, _ => true);
        if (here < list.Needed)
        {
            return $"only {here} of the {list.Voters.Count} voters that are configured here are " +
                $"in this part of the cluster, and {list.Needed} are needed: start more of them, " +
                "or change `Voters` on these hosts and reload";
        }

        _outbox.Enqueue(new VoterMessage.Bootstrap(list));
        return null;
    }

    private void CatchUp(Instant now)
    {
        if (_book is not { IsComplete: true, Adopted: { } adopted } book)
        {
            return;
        }

        if (!_record.IsInformed)
        {
            // It may have lost what it had agreed to; what a majority knows includes that.
            if (book.IsQuorate)
            {
                Learn(new VoterRecord(adopted, book.Pending, book.Round), now);
            }
        }
        else if (_record.Adopted != adopted)
        {
            Learn(new VoterRecord(adopted, null, 0), now);
        }
    }

    private void Learn(VoterRecord record, Instant now)
    {
        _record = record;
        WaitUntil = Instant.Max(WaitUntil, now + Timing.WithDrift(LongestLease));
        _news.Enqueue($"the voters are now {record.Adopted}");
    }

    private void TakeStored(Instant now)
    {
        if (_book!.IsProposalAdopted)
        {
            var list = _book.Proposal!.List;
            _book.Adopt(list);
            _asked = false;
            Learn(new VoterRecord(list, null, 0), now);
        }

        CatchUp(now);
    }

    private void TakePrepare(ulong round)
    {
        _asked = false;
        _book!.Prepare(round);
        if (_record.Adopted == _book.Adopted && round > _record.Round)
        {
            _record = _record with { Round = round };
        }
    }

    private void TakePropose(PendingList pending)
    {
        _asked = false;
        if (pending.List.Generation != (_book!.Adopted?.Generation ?? 0) + 1)
        {
            return;
        }

        _book.Propose(pending);
        if (_record.Adopted == _book.Adopted && pending.Round >= _record.Round)
        {
            _record = _record with { Pending = pending, Round = pending.Round };
        }
    }

    private void TakeBootstrap(VoterList list, Instant now)
    {
        if (list.Generation > (_book!.Adopted?.Generation ?? 0))
        {
            _book.Adopt(list);
            _asked = false;
            Learn(new VoterRecord(list, null, 0), now);
        }
    }

    private void Drive()
    {
        if (!IsFirst || _asked || _book is not { IsComplete: true, Proposal: null } book)
        {
            return;
        }

        if (book.Adopted is null)
        {
            if (FirstList() is { } first)
            {
                Ask(new VoterMessage.Propose(new PendingList(first, book.Round + 1)));
            }
        }
        else if (book.IsQuorate && NextList() is { } next)
        {
            if (book.Preparing == 0)
            {
                Ask(new VoterMessage.Prepare(book.Round + 1));
            }
            else if (book.IsPrepared)
            {
                Ask(new VoterMessage.Propose(new PendingList(next, book.Preparing)));
            }
        }
    }

    private void Ask(VoterMessage message)
    {
        _asked = true;
        _outbox.Enqueue(message);
    }

    /// <summary>
    /// A cluster that nobody has ever heard of: all its voters are here, all configure the same,
    /// and none knows a list.
    /// </summary>
    private VoterList? FirstList()
    {
        var list = Bound(1);
        return AllConfigureTheSame && list.Voters.Count > 0
            && _book!.Count(list, _ => true) == list.Voters.Count ? list : null;
    }

    /// <summary>
    /// What shall follow: what was begun before, or what all members configure; only where it
    /// would leave this view with a majority.
    /// </summary>
    private VoterList? NextList()
    {
        var book = _book!;
        if (book.Pending is { } begun)
        {
            return begun.List;
        }

        var wanted = Bound(book.Adopted!.Generation + 1);
        return AllConfigureTheSame && wanted.Voters != book.Adopted.Voters
            && book.IsInformedMajority(wanted) ? wanted : null;
    }

    private bool AllConfigureTheSame =>
        _book!.Members.All(one => one.Configured == _configured);

    /// <summary>
    /// The configured names, each with the machine that has it here, or had its vote before.
    /// </summary>
    private VoterList Bound(ulong generation) => VoterList.Of(generation, _configured.Items.Select(
        voter => new Voter(voter, _book!.Named(voter)?.Machine
            ?? _book.Adopted?.MachineOf(voter) ?? 0)));
}
