namespace Wackamole.Tests.Simulation;

/// <summary>
/// Seeds that are known to fail, and as what, and are not yet put right (docs/SIMULATION.md,
/// «Open»). A sweep says them and goes on; one that passes must leave the list.
/// </summary>
internal static class OpenSeeds
{
    /// <summary>
    /// 1357: a one-way cut between many hosts that lasts all but T. Half of them give the others
    /// up in the very heartbeat in which these come back; two coordinators propose to a host that
    /// hears everybody, it can follow one of them, and the other's members withdraw from it.
    /// </summary>
    private static readonly Dictionary<ulong, string> Known = new()
    {
        [1357] = "I7 Continuous",
    };

    public static bool IsKnown(SeedFailure failure) =>
        Known.TryGetValue(failure.Seed, out var invariant) && invariant == failure.Invariant;

    /// <summary>Of the seeds that were swept, those on the list that did not fail so.</summary>
    public static IEnumerable<ulong> PutRight(
        ulong first, int count, IReadOnlyCollection<SeedFailure> failures) => Known.Keys.Where(
        seed => seed >= first && seed - first < (ulong)count
            && !failures.Any(failure => failure.Seed == seed && IsKnown(failure)));
}
