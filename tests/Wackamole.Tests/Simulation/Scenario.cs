using System.Collections.Immutable;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// A safety phase in which faults strike, healing, and a phase in which the cluster must come to
/// rest (TigerBeetle's simulator has the same two): data, complete in itself.
/// </summary>
internal sealed partial record Scenario
{
    public required ulong Seed { get; init; }

    public required ClusterPlan Plan { get; init; }

    public required ImmutableArray<Fault> Faults { get; init; }

    /// <summary>When every fault that is not for ever is taken back.</summary>
    public required long HealsAtNs { get; init; }

    public required long EndsAtNs { get; init; }

    /// <summary>
    /// About how long it takes to run, for putting many in order: packets that are sent.
    /// </summary>
    public double Cost => (double)Plan.Hosts.Length * Plan.Hosts.Length * Plan.Links
        * EndsAtNs / Plan.HeartbeatNs;

    public override string ToString() =>
        $"seed {Seed}: {Plan}\n  heals at {Span.Text(HealsAtNs)}, ends at " +
        $"{Span.Text(EndsAtNs)}\n  {string.Join("\n  ", Faults)}";

    /// <summary>Runs it; throws where an invariant breaks.</summary>
    public SimulatedCluster Run(Trace? trace = null, NodeFactory? factory = null)
    {
        var cluster = new SimulatedCluster(
            Plan, Seed, SimulationOptions.Checkers(Plan), trace, factory);
        foreach (var fault in Faults)
        {
            cluster.At(fault.AtNs, () => fault.Begin(cluster));
            if (fault.ForNs != Fault.Forever)
            {
                cluster.At(Math.Min(fault.AtNs + fault.ForNs, HealsAtNs),
                    () => fault.End(cluster));
            }
        }

        cluster.At(HealsAtNs, () => cluster.Write("", "---- healed ----"));
        try
        {
            cluster.RunUntil(EndsAtNs);
            cluster.Finish();
        }
        catch (InvariantBrokenException) when (trace is not null)
        {
            cluster.WriteStates();
            throw;
        }

        return cluster;
    }
}
