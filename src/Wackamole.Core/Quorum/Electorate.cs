using System.Collections.Immutable;

namespace Wackamole.Core.Quorum;

/// <summary>
/// The lists by which votes are counted at present: the one in force, and a next one that may
/// already be in force for somebody else.
/// </summary>
/// <param name="stamp">See VoterRecord.Stamp: who knows more than this is not counted.</param>
public sealed class Electorate(VoterList adopted, VoterList? pending, ulong stamp)
{
    public ImmutableArray<VoterList> Lists { get; } =
        pending is null ? [adopted] : [adopted, pending];

    /// <summary>Whether the votes of somebody with this stamp may be counted.</summary>
    public bool Counts(ulong voterStamp) => voterStamp != 0 && voterStamp <= stamp;

    /// <summary>Adds the vote of a member, which may be one in each list or none.</summary>
    public Tally With(Tally votes, string name, ulong machine) => new(
        votes.First + (Lists[0].Contains(name, machine) ? 1 : 0),
        votes.Second + (Lists.Length > 1 && Lists[1].Contains(name, machine) ? 1 : 0));

    public bool IsVoter(string name, ulong machine) =>
        With(default, name, machine) is { First: > 0 } or { Second: > 0 };

    /// <summary>More than half of the votes of every list.</summary>
    public bool IsMajority(Tally votes) => votes.First >= Lists[0].Needed
        && (Lists.Length < 2 || votes.Second >= Lists[1].Needed);
}
