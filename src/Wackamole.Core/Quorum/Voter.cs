namespace Wackamole.Core.Quorum;

/// <summary>
/// One vote: a node's name on the machine that the vote was given to. The same name from another
/// machine has no vote, and neither has that machine under another name.
/// </summary>
/// <param name="Machine">
/// The machine's identity; 0 where it is not known yet, and then nobody has this vote.
/// </param>
public readonly record struct Voter(string Name, ulong Machine)
{
    public bool Is(string name, ulong machine) =>
        Machine != 0 && Machine == machine && string.Equals(Name, name, StringComparison.Ordinal);
}
