using Wackamole.Core.Values;

namespace Wackamole.Core.Quorum;

/// <summary>What a member of the view has said of who votes.</summary>
/// <param name="OnDisk">The newest that it has said to have on its disk.</param>
public sealed record MemberVotes(MemberId Id, ulong Machine, EquatableArray<string> Configured,
    VoterRecord Known, VoterRecord OnDisk)
{
    /// <summary>
    /// Who has no list on its disk may have lost one, and with it what it had agreed to.
    /// </summary>
    public bool IsInformed => OnDisk.IsInformed;
}
