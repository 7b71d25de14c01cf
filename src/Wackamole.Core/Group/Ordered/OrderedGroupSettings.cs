namespace Wackamole.Core.Group.Ordered;

/// <summary>
/// What is to be known of a group communication system outside this process.
/// </summary>
/// <param name="Engine">Its name, for people: «spread».</param>
/// <param name="RetryInterval">Pause between two attempts to reach it.</param>
/// <param name="FragmentBytes">
/// Longest part of a message that is given to it at once; small enough that a part which is under
/// way does not delay what is urgent.
/// </param>
/// <param name="UnseenEvidence">
/// How much later than what was delivered here a lost member's evidence can be. Zero where the
/// engine gives an Alive back only once every member's daemon has it (Spread's Safe); else the
/// time that an Alive may be ahead at its sender.
/// </param>
public sealed record OrderedGroupSettings(
    string Engine, TimeSpan RetryInterval, int FragmentBytes, TimeSpan UnseenEvidence)
{
    /// <summary>
    /// The engine counts votes itself and reports QuorumChanged (Corosync's votequorum): where a
    /// majority is asked for, its word counts and no list of voters is kept.
    /// </summary>
    public bool CountsVotes { get; init; }
}
