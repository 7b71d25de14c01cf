using Wackamole.Core.Values;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// One host no longer hears one other; everybody else hears everybody. One of the two has to go,
/// whichever: the client hears both all the time.
/// </summary>
internal sealed class OneDirection : Strike
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);

    public override string Name => "packets lost: one host to one other";

    public override double LimitMs(Timing timing) => 2 * timing.Detection.TotalMilliseconds;

    public override IReadOnlyList<LabHost> Befallen(LabCluster cluster, LabHost victim) =>
        [victim, Other(cluster, victim)];

    public override void Fall(LabCluster cluster, LabHost victim) =>
        Partition.MakeDeaf(victim, [Other(cluster, victim)]);

    public override void AwaitTaken(LabCluster cluster, LabHost victim) =>
        AwaitSettled(cluster, victim);

    public override void AwaitSettled(LabCluster cluster, LabHost victim)
    {
        var other = Other(cluster, victim);
        string? fault = null;
        Wait.Until("one of the two to be left out", Bound,
            () => new[] { victim, other }.Any(one => (fault = Settlement.Fault(
                cluster, [.. cluster.Hosts.Where(host => host != one)])) is null),
            cluster.Cancelled, Poll, () => fault);
        cluster.WaitUntilAllAnswer();
    }

    public override void Heal(LabCluster cluster, LabHost victim) => Partition.Heal(cluster);

    private static LabHost Other(LabCluster cluster, LabHost victim) =>
        cluster.Hosts[victim.Number % cluster.Hosts.Count];
}
