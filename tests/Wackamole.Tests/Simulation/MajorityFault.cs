using System.Collections.Immutable;

namespace Wackamole.Tests.Simulation;

/// <summary>What befalls the votes alone.</summary>
internal static class MajorityFault
{
    /// <summary>The host dies, and comes back with an empty disk.</summary>
    internal sealed record LoseDisk(long AtNs, long ForNs, int Host)
        : Fault.OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => cluster.Hosts[Host].LoseDisk();

        public override void End(SimulatedCluster cluster) => cluster.Hosts[Host].Start();
    }

    internal sealed record FullDisk(long AtNs, long ForNs, int Host)
        : Fault.OfHost(AtNs, ForNs, Host)
    {
        public override void Begin(SimulatedCluster cluster) => Set(cluster, true);

        public override void End(SimulatedCluster cluster) => Set(cluster, false);

        private void Set(SimulatedCluster cluster, bool full)
        {
            cluster.Hosts[Host].Trouble();
            cluster.Hosts[Host].IsDiskFull = full;
            cluster.Hosts[Host].Write(full ? "its disk is full" : "its disk has room again");
        }
    }

    /// <summary>One host is told who votes; others may not have been yet.</summary>
    internal sealed record Voters(long AtNs, int Host, ImmutableArray<string> Names)
        : Fault.OfHost(AtNs, 0, Host)
    {
        public override void Begin(SimulatedCluster cluster)
        {
            var host = cluster.Hosts[Host];
            host.Write($"is told that [{string.Join(", ", Names)}] vote");
            host.Reconfigure(host.Settings with { Voters = Names });
        }

        public override string ToString() =>
            $"Voters {Span.Text(AtNs)} host {Host} [{string.Join(", ", Names)}]";
    }
}
