using Wackamole.Core.Values;

namespace Wackamole.Core.Quorum;

/// <summary>
/// What the members of one view know of the voter lists, as delivered in the one order: the same
/// at every member at the same place.
/// </summary>
public sealed class QuorumBook(View view)
{
    private readonly MemberVotes?[] _members = new MemberVotes?[view.Members.Length];

    public View View { get; } = view;

    /// <summary>Everybody has reported.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The newest list in force that any member knows of; null for none.</summary>
    public VoterList? Adopted { get; private set; }

    /// <summary>
    /// What may be in force after it: the last that was proposed, as far as members know.
    /// </summary>
    public PendingList? Pending { get; private set; }

    /// <summary>The greatest try at the next list that any member knows of.</summary>
    public ulong Round { get; private set; }

    /// <summary>What this view proposes; null for nothing.</summary>
    public PendingList? Proposal { get; private set; }

    /// <summary>The try that this view has begun; 0 for none.</summary>
    public ulong Preparing { get; private set; }

    /// <summary>
    /// More than half of the votes by every list that may be in force are here, of members that
    /// know what they have agreed to.
    /// </summary>
    public bool IsQuorate => IsComplete && Adopted is not null
        && IsInformedMajority(Adopted)
        && (Pending is null || IsInformedMajority(Pending.List));

    public Electorate? Electorate => Adopted is null ? null
        : new Electorate(Adopted, Pending?.List, VoterRecord.StampOf(Adopted, Pending));

    /// <summary>Members that have reported, in member order.</summary>
    public IEnumerable<MemberVotes> Members => _members.OfType<MemberVotes>();

    public MemberVotes? Named(string name) => Members.FirstOrDefault(
        one => string.Equals(one.Id.Name, name, StringComparison.Ordinal));

    public int Count(VoterList list, Func<MemberVotes, bool> counts) =>
        Members.Count(one => list.Contains(one.Id.Name, one.Machine) && counts(one));

    public bool IsInformedMajority(VoterList list) =>
        Count(list, one => one.IsInformed) >= list.Needed;

    /// <summary>Takes a member's report; true where it completes them.</summary>
    public bool Take(MemberId sender, VoterMessage.Report report)
    {
        var place = View.IndexOf(sender);
        if (IsComplete || place < 0 || _members[place] is not null)
        {
            return false;
        }

        _members[place] = new MemberVotes(
            sender, report.Machine, report.Configured, report.Known, report.OnDisk);
        IsComplete = Array.TrueForAll(_members, one => one is not null);
        if (IsComplete)
        {
            Conclude();
        }

        return IsComplete;
    }

    public void Take(MemberId sender, VoterMessage.Stored stored)
    {
        var place = View.IndexOf(sender);
        if (place >= 0 && _members[place] is { } member)
        {
            _members[place] = member with { OnDisk = stored.Record };
        }
    }

    /// <summary>A new configuration is told by a report after the first.</summary>
    public void TakeConfigured(MemberId sender, EquatableArray<string> configured)
    {
        var place = View.IndexOf(sender);
        if (place >= 0 && _members[place] is { } member)
        {
            _members[place] = member with { Configured = configured };
        }
    }

    public void Prepare(ulong round)
    {
        Round = Math.Max(Round, round);
        Preparing = round;
    }

    /// <summary>
    /// What is proposed may soon be in force for somebody: from here on it counts as well.
    /// </summary>
    public void Propose(PendingList pending)
    {
        Proposal = pending;
        Round = Math.Max(Round, pending.Round);
        Pending = Adopted is null ? null : pending;
    }

    public void Adopt(VoterList list)
    {
        (Adopted, Pending, Proposal, Round, Preparing) = (list, null, null, 0, 0);
    }

    /// <summary>
    /// Whether what is proposed is on so many disks that it is in force, whatever happens: more
    /// than half by the list before it and by itself. Of a first list, where nobody can know of
    /// another, on all.
    /// </summary>
    public bool IsProposalAdopted => Proposal is { } proposal && (Adopted is null
        ? Count(proposal.List, HasProposal) == proposal.List.Voters.Count
        : Count(Adopted, HasProposal) >= Adopted.Needed
            && Count(proposal.List, HasProposal) >= proposal.List.Needed);

    /// <summary>
    /// Whether more than half by the list in force will not accept an earlier try any more.
    /// </summary>
    public bool IsPrepared => Preparing > 0 && Adopted is not null
        && Count(Adopted, one => one.OnDisk.Adopted == Adopted
            && one.OnDisk.Round >= Preparing) >= Adopted.Needed;

    private bool HasProposal(MemberVotes member) => member.OnDisk.Pending == Proposal
        && member.OnDisk.Adopted == Adopted;

    private void Conclude()
    {
        foreach (var member in Members)
        {
            if (member.Known.Adopted is { } list
                && (Adopted is null || list.Generation > Adopted.Generation))
            {
                Adopted = list;
            }
        }

        foreach (var member in Members.Where(one => one.Known.Adopted == Adopted))
        {
            Round = Math.Max(Round, member.Known.Round);
            if (Adopted is not null && member.Known.Pending is { } pending
                && (Pending is null || pending.Round > Pending.Round))
            {
                Pending = pending;
            }
        }
    }
}
