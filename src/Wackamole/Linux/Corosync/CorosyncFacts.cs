namespace Wackamole.Linux.Corosync;

/// <summary>What Corosync's configuration says that matters here.</summary>
/// <param name="NodeName">This host's name in its nodelist; null where that has none.</param>
/// <param name="Token">After so long without the token a node counts as lost.</param>
/// <param name="Consensus">So long the others then agree on who is left.</param>
/// <param name="IsTwoNode">
/// Of two nodes one is enough for a quorum (votequorum(5), two_node): both parts of a divided
/// pair have one.
/// </param>
internal sealed record CorosyncFacts(
    string? NodeName, TimeSpan Token, TimeSpan Consensus, bool IsTwoNode);
