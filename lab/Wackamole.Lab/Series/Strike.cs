using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series;

/// <summary>
/// One way in which a host can lose its daemon, or its daemon the others, while its kernel lives on
/// and has the addresses: exactly where two machines would answer for one address.
/// </summary>
internal abstract class Strike
{
    private const double MarginMs = 10;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    /// <summary>Asking the observer is work for it, and must not be what is measured.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(40);

    private static readonly TimeSpan LatestGlance = TimeSpan.FromMilliseconds(1);

    /// <summary>In a few words, as the table shows it.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// What the median interruption of an address that the host held may be, in milliseconds: that
    /// of a host that falls silent, where nothing else is said.
    /// </summary>
    public virtual double LimitMs(Timing timing) => timing.Detection.TotalMilliseconds + MarginMs;

    /// <summary>Whether there are hosts that it does not befall.</summary>
    public virtual bool LeavesHealthyHosts => true;

    /// <summary>The hosts of which something is broken; the others are healthy.</summary>
    public virtual IReadOnlyList<LabHost> Befallen(LabCluster cluster, LabHost victim) =>
        [victim];

    /// <summary>Why it cannot be played on this machine; null where it can.</summary>
    public virtual string? WhyNot(LabCluster cluster) => null;

    public virtual ClusterPlan Plan(ClusterPlan plan) => plan;

    /// <summary>It happens.</summary>
    public abstract void Fall(LabCluster cluster, LabHost victim);

    /// <summary>
    /// Waits until the client has an answer from somebody else of all that the host held.
    /// </summary>
    public virtual void AwaitTaken(LabCluster cluster, LabHost victim)
    {
        var station = victim.Cable.Station.ToString();
        Wait.Until($"others to answer for what {victim.Name} held", Bound,
            () => !cluster.Observer.Glance(LatestGlance, 1).Any(
                address => string.Equals(address.Station, station, StringComparison.Ordinal)),
            cluster.Cancelled, Poll);
        cluster.WaitUntilAllAnswer();
    }

    /// <summary>Waits until those that are left are one settled cluster.</summary>
    public virtual void AwaitSettled(LabCluster cluster, LabHost victim) =>
        cluster.WaitUntilSettled([.. cluster.Hosts.Where(host => host != victim)]);

    /// <summary>Something worse, once others have the addresses.</summary>
    public virtual void MakeWorse(LabCluster cluster, LabHost victim)
    {
    }

    /// <summary>It is over, and the host comes back.</summary>
    public abstract void Heal(LabCluster cluster, LabHost victim);
}
