namespace Wackamole.Core.Control;

/// <summary>One vote, as this host counts it.</summary>
/// <param name="Counted">Whether it is counted at present.</param>
/// <param name="Reason">Why it is not; null where it is.</param>
public sealed record VoterStatus(string Name, bool Counted, string? Reason);
