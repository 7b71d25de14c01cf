using Wackamole.Core.Lease;
using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation;

/// <summary>Clusters of planted nodes under one checker.</summary>
internal static class PlantedCluster
{
    /// <summary>
    /// Hosts a, b, c … each doing what its script says; T 400 ms, h 50 ms, L 320 ms.
    /// </summary>
    public static SimulatedCluster Of(Checker checker, int vips, params PlantedScript[] scripts) =>
        Of(checker, ClusterPlan.Of(scripts.Length, vips), scripts);

    public static SimulatedCluster Of(
        Checker checker, ClusterPlan plan, params PlantedScript[] scripts) =>
        new(plan, seed: 1, [checker], null, (settings, start, now) =>
            new PlantedNode(scripts[(int)start.MachineId - 1], settings, now));

    public static ClusterPlan Unfenced(int hosts, int vips)
    {
        var plan = ClusterPlan.Of(hosts, vips);
        return plan with
        {
            Hosts = [.. plan.Hosts.Select(host => host with { Fence = FenceKind.None })],
        };
    }

    /// <summary>Runs and must be stopped by this invariant.</summary>
    /// <param name="saying">A part of the reason, where an invariant has several.</param>
    public static void MustBreak(
        SimulatedCluster cluster, string invariant, double seconds, string saying = "")
    {
        var broken = Xunit.Assert.Throws<InvariantBrokenException>(() => Run(cluster, seconds));
        Xunit.Assert.Equal(invariant, broken.Invariant);
        Xunit.Assert.Contains(saying, broken.Message, StringComparison.Ordinal);
    }

    public static void MustHold(SimulatedCluster cluster, double seconds) =>
        Run(cluster, seconds);

    private static void Run(SimulatedCluster cluster, double seconds)
    {
        cluster.RunFor(TimeSpan.FromSeconds(seconds));
        cluster.Finish();
    }
}
