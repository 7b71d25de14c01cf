namespace Wackamole.Tests.Simulation;

/// <summary>
/// What seldom befalls a cluster: words of strangers, clocks that leap, and the change of a
/// configuration on one host after the other.
/// </summary>
internal sealed class RareFaultGenerator(ClusterPlan plan, SeededRandom random, long healsAtNs)
{
    private const int PercentOfSeeds = 30;
    private const int PercentOfRemovers = 15;
    private const int Kinds = 4;

    /// <summary>Something that keeps removing an address, on one host or on all.</summary>
    public List<Fault> Removers()
    {
        if (!random.Percent(PercentOfRemovers))
        {
            return [];
        }

        var vip = random.Below(plan.VirtualInterfaces.Length);
        var begins = When();
        var lasts = random.Between(1, 12 * plan.DetectionNs);
        var everywhere = random.Percent(50);
        var host = AnyHost;
        return [.. Enumerable.Range(0, plan.Hosts.Length)
            .Where(place => everywhere || place == host)
            .Select(place => new Fault.KeepsRemoving(begins, lasts, place, vip))];
    }

    public List<Fault> Generate() => random.Percent(PercentOfSeeds) ? One() : [];

    private List<Fault> One() => random.Below(Kinds) switch
    {
        0 => Unreachables(),
        1 => [new Fault.ClockStep(When(), AnyHost, random.Between(1, 12) * plan.HeartbeatNs)],
        2 => RollingConfiguration(),
        _ => KilledAndRestartedAtOnce(),
    };

    private int AnyHost => random.Below(plan.Hosts.Length);

    private long When() => random.Between(0, healsAtNs);

    /// <summary>Several, from several: each is a hint that may be forged.</summary>
    private List<Fault> Unreachables()
    {
        var forged = new List<Fault>();
        for (var count = 2 + random.Below(6); count > 0; count--)
        {
            var host = AnyHost;
            var peer = (host + 1 + random.Below(plan.Hosts.Length - 1)) % plan.Hosts.Length;
            forged.Add(new Fault.Unreachable(When(), host, peer));
        }

        return forged;
    }

    /// <summary>Catalogues and weights differ until the last host has the new one.</summary>
    private List<Fault> RollingConfiguration()
    {
        var begins = When();
        var apart = random.Between(plan.HeartbeatNs / 4, 2 * plan.DetectionNs);
        var (weight, without) = (1 + random.Below(3), random.Below(3));
        return [.. plan.Hosts.Select((_, place) => new Fault.Reconfigure(
            Math.Min(begins + place * apart, healsAtNs), Math.Max(1, healsAtNs - begins), place,
            weight, without))];
    }

    /// <summary>Two die within a lease's length and come back before it can be over.</summary>
    private List<Fault> KilledAndRestartedAtOnce()
    {
        var at = When();
        var (one, other) = (AnyHost, AnyHost);
        return
        [
            new Fault.Crash(at, random.Between(1, plan.LeaseNs), one, false),
            new Fault.Crash(at + random.Between(0, plan.LeaseNs), random.Between(1, plan.LeaseNs),
                other, false),
        ];
    }
}
