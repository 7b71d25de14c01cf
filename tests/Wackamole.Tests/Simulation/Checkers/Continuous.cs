using Wackamole.Core.Quorum;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I7, second half: a virtual interface whose holder stays healthy is never unusable, whatever
/// happens to others, while fewer than two heartbeats in a row are lost. A move's own gap is
/// allowed; a lease that ends under a healthy holder is not.
/// </summary>
internal sealed class Continuous : Checker
{
    private readonly List<Gap> _gaps = [];
    private Bounds _bounds = null!;
    private long _viewChangedNs;

    public override string Name => "I7 Continuous";

    public override bool IsWatching => true;

    public override void Begin() => _bounds = new Bounds(Cluster.Plan);

    public override void ViewInstalled(SimulatedHost host, View view) =>
        _viewChangedNs = Cluster.Now;

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        if (usable)
        {
            _gaps.RemoveAll(gap => gap.Vip == vip);
            return;
        }

        if (Cluster.Coverage.Holders(vip) > 0 || !IsHealthy(host) || IsTorn(host)
            || HasLostMajority(host))
        {
            return;
        }

        if (cause is UsableCause.LeaseEnded or UsableCause.LeaseWithdrawn
            || cause == UsableCause.Removed && !host.LeaseValid)
        {
            Broken($"{host.Head(vip)} became unusable on {host.Name}, which is healthy and was " +
                $"its only holder ({cause})");
        }
        else if (cause == UsableCause.Removed)
        {
            _gaps.Add(new Gap(vip, host, Cluster.Now));
        }
    }

    public override void AfterStep()
    {
        foreach (var gap in _gaps)
        {
            if (!HasLostMajority(gap.Host) && Cluster.Now > gap.SinceNs + BoundNs(gap)
                && IsHealthy(gap.Host))
            {
                Broken($"{gap.Host.Head(gap.Vip)} was given up by {gap.Host.Name}, which is " +
                    $"healthy, and is usable on nobody for more than {Span.Text(BoundNs(gap))}");
            }
        }
    }

    /// <summary>
    /// A taker that dies in the middle of the move costs its detection; a kernel in trouble
    /// costs what it takes.
    /// </summary>
    private long BoundNs(in Gap gap)
    {
        if (Cluster.Hosts.Any(host => host.Kernel.FailPerMillion > 0 || host.Kernel.SlowNs > 0))
        {
            return long.MaxValue / 2;
        }

        // A view that forms in the middle of a move makes of it something that nobody holds.
        return gap.SinceNs - Cluster.CalmSinceNs > 2 * Cluster.Plan.DetectionNs
            && gap.SinceNs - _viewChangedNs > Cluster.Plan.DetectionNs
            ? _bounds.MoveNs
            : 4 * Cluster.Plan.DetectionNs;
    }

    /// <summary>
    /// A host that two parts share, which do not hear each other, can serve in one of them only;
    /// until the views are final it may lose its place in both.
    /// </summary>
    private bool IsTorn(SimulatedHost host) =>
        (host.IsYielding || Cluster.Now - Cluster.CalmSinceNs < _bounds.ConvergeNs)
        && !Health.Components(Cluster).Exists(part =>
            (part.Hosts >> host.Index & 1) != 0 && part.Whole);

    /// <summary>
    /// Its health is no help where fewer voters than are needed have been well for long: by the
    /// list on its disk, or one that may follow.
    /// </summary>
    private bool HasLostMajority(SimulatedHost host) => Cluster.Plan.Majority
        && (host.VotersOnDisk is not { Adopted: { } list } record || LacksVoters(host, list)
            || (record.Pending is { } next && LacksVoters(host, next.List)));

    private bool LacksVoters(SimulatedHost host, VoterList list)
    {
        var since = Cluster.Now - _bounds.ConvergeNs;
        var edges = Cluster.Network.Connectivity;
        return Cluster.Hosts.Count(other => list.Contains(other.Name, (ulong)other.Index + 1)
            && (other == host || (other.RunningSinceNs <= since
                && edges.GoodSince(host.Index, other.Index) <= since
                && edges.GoodSince(other.Index, host.Index) <= since))) < list.Needed;
    }

    private bool IsHealthy(SimulatedHost host) =>
        Health.IsHealthy(Cluster, host, Cluster.Now - _bounds.HealthyNs);

    private readonly record struct Gap(int Vip, SimulatedHost Host, long SinceNs);
}
