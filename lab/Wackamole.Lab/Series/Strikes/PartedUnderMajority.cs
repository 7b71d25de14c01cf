using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// Where a majority is asked for, a smaller part of the hosts is cut off from the others and the
/// client goes on hearing all of them: the part that has no majority must fall silent first.
/// </summary>
internal class PartedUnderMajority(int hosts, int apart) : Strike
{
    public override string Name => $"majority, {apart} of {hosts} apart";

    public override ClusterPlan Plan(ClusterPlan plan) => plan with
    {
        Hosts = hosts,
        Change = (_, one) => one with
        {
            Extra = MajorityPlan.Lines([.. Enumerable.Range(1, hosts)]),
        },
    };

    public override IReadOnlyList<LabHost> Befallen(LabCluster cluster, LabHost victim) =>
        Minority(cluster, victim);

    public override void Fall(LabCluster cluster, LabHost victim)
    {
        var minority = Minority(cluster, victim);
        Partition.Split(minority, [.. cluster.Hosts.Except(minority)]);
    }

    public override void AwaitTaken(LabCluster cluster, LabHost victim)
    {
        foreach (var host in Minority(cluster, victim))
        {
            base.AwaitTaken(cluster, host);
        }
    }

    public override void AwaitSettled(LabCluster cluster, LabHost victim) =>
        cluster.WaitUntilSettled(
            [.. cluster.Hosts.Except(Minority(cluster, victim))]);

    public override void Heal(LabCluster cluster, LabHost victim) => Partition.Heal(cluster);

    /// <summary>The victim, and those after it, round and round.</summary>
    private List<LabHost> Minority(LabCluster cluster, LabHost victim) =>
        [.. Enumerable.Range(0, apart).Select(
            further => cluster.Hosts[(victim.Number - 1 + further) % cluster.Hosts.Count])];
}
