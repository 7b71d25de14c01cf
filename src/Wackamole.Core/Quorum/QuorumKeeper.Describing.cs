using System.Collections.Immutable;
using Wackamole.Core.Control;

namespace Wackamole.Core.Quorum;

/// <summary>What people are told of the votes.</summary>
public sealed partial class QuorumKeeper
{
    /// <summary>Why nothing may be held here, in one sentence; for who has no majority.</summary>
    /// <param name="isAway">This host is in no view.</param>
    public string WhyNotQuorate(bool isAway)
    {
        if (isAway || _book is not { } book)
        {
            return "this host has not joined the cluster yet";
        }

        if (!book.IsComplete)
        {
            var silent = book.View.Members.Where(one => book.Named(one.Name) is null);
            return $"{string.Join(", ", silent.Select(one => one.Name))} says nothing of votes: " +
                "`Quorum = majority` must stand on every host";
        }

        if (book.Adopted is not { } adopted)
        {
            return WhyNoFirstList(book);
        }

        return book.Pending is { } pending && book.IsInformedMajority(adopted)
            ? $"the change to the voters {Names(pending.List)} has begun, and fewer than " +
                $"{pending.List.Needed} of these are here"
            : $"{Votes(book, adopted)} of {adopted.Voters.Count} votes are here, and " +
                $"{adopted.Needed} are needed";
    }

    public QuorumStatus Describe(bool isAway)
    {
        var list = _book?.Adopted ?? _record.Adopted;
        var book = _book is { IsComplete: true } complete ? complete : null;
        return new QuorumStatus
        {
            Quorate = IsQuorate,
            Reason = IsQuorate ? null : WhyNotQuorate(isAway),
            Votes = list is null || book is null ? 0 : Votes(book, list),
            Needed = list?.Needed ?? _configured.Count / 2 + 1,
            Generation = list?.Generation ?? 0,
            Voters = list is null
                ? [.. _configured.Items.Select(voter => new VoterStatus(
                    voter, false, "no list of voters is in force yet"))]
                : [.. list.Voters.Items.Select(voter => Describe(voter, book))],
            Next = (book?.Proposal ?? book?.Pending ?? _record.Pending) is { } next
                ? [.. next.List.Voters.Items.Select(one => one.Name)] : [],
            Differing = book is null ? []
                : [.. book.Members.Where(one => one.Configured != _configured)
                    .Select(one => one.Id.Name)],
            DiskFault = DiskFault,
        };
    }

    private static VoterStatus Describe(Voter voter, QuorumBook? book)
    {
        var member = book?.Named(voter.Name);
        var reason = book is null ? "this host is in no view yet"
            : member is null ? "it is not in this part of the cluster"
            : voter.Machine != member.Machine
                ? "another machine has this name now; a majority must give it the vote first"
            : !member.IsInformed
                ? "it knows no list of voters, and must be in a part with a majority once"
            : null;
        return new VoterStatus(voter.Name, reason is null, reason);
    }

    private string WhyNoFirstList(QuorumBook book)
    {
        var missing = _configured.Items.Where(one => book.Named(one) is null).ToList();
        return missing.Count > 0
            ? "no list of voters is in force yet: the first one needs every voter once, and " +
                $"{string.Join(", ", missing)} is not here"
            : !AllConfigureTheSame
                ? "no list of voters is in force yet: the hosts' `Voters` differ"
                : "the first list of voters is being written";
    }

    private static int Votes(QuorumBook book, VoterList list) =>
        book.Count(list, one => one.IsInformed);

    private static string Names(VoterList list) =>
        string.Join(", ", list.Voters.Items.Select(one => one.Name));
}
