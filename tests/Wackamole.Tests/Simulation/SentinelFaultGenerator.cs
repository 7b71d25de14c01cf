namespace Wackamole.Tests.Simulation;

/// <summary>
/// Daemons that are killed while their sentinel lives: its word comes soon or late, in time for
/// the next run or not, and is repeated much later by whoever recorded it.
/// </summary>
internal sealed class SentinelFaultGenerator(
    ClusterPlan plan, SeededRandom random, long healsAtNs)
{
    private const int PercentOfSeeds = 40;
    private const int Most = 4;

    public IEnumerable<Fault> Generate()
    {
        var count = random.Percent(PercentOfSeeds) ? 1 + random.Below(Most) : 0;
        for (; count > 0; count--)
        {
            yield return One();
        }
    }

    private Fault.KilledWithWord One()
    {
        var after = random.Percent(80) ? random.Between(0, 2 * Span.Millisecond)
            : random.Between(0, 2 * plan.DetectionNs);
        var replay = random.Percent(50) ? random.Between(1, 6 * plan.DetectionNs) : 0;
        return new Fault.KilledWithWord(random.Between(0, healsAtNs),
            random.Between(1, 4 * plan.DetectionNs), random.Below(plan.Hosts.Length), after,
            replay);
    }
}
