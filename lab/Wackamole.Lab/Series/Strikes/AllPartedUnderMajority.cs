using Wackamole.Core.Values;
using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// Every host is cut off from every other, and a majority is asked for: nobody has one, so nobody
/// answers until they hear each other again.
/// </summary>
internal sealed class AllPartedUnderMajority() : PartedUnderMajority(AllHosts, AllHosts)
{
    private const int AllHosts = 3;
    private const double SilentMs = 100;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan LatestGlance = TimeSpan.FromMilliseconds(1);

    public override string Name => "majority, each apart";

    public override bool LeavesHealthyHosts => false;

    /// <summary>What nobody takes is not answered until it heals.</summary>
    public override double LimitMs(Timing timing) => double.PositiveInfinity;

    public override void Fall(LabCluster cluster, LabHost victim) => Partition.Split(
        [.. cluster.Hosts.Select(host => (IReadOnlyList<LabHost>)[host])]);

    public override void AwaitTaken(LabCluster cluster, LabHost victim) => Wait.Until(
        "every host to fall silent", Bound,
        () => cluster.Observer.Glance(LatestGlance, 1).All(
            address => address.SilentMs is null or > SilentMs), cluster.Cancelled, Poll);

    public override void AwaitSettled(LabCluster cluster, LabHost victim)
    {
        // Nobody is left to settle.
    }
}
