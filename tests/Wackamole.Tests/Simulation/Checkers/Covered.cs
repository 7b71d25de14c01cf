using System.Numerics;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I7, first half: once faults stop, in a component with a mature member that may take it, each
/// virtual interface is usable on exactly one host within 3 T, and stays so but for the gap of a
/// move. A member that has held anything in this run is mature; without one, Mature is added. A
/// host of another component that answers on the same segment (only the daemons' packets are
/// cut) is reason enough not to take; for a lone host, one that it hears claim it. What only some
/// hosts know or may have waits for those to come in, out of a hold-down too.
/// </summary>
internal sealed class Covered : Checker
{
    /// <summary>Looking at every virtual interface after every packet would show no more.</summary>
    private const long BetweenLooksNs = Span.Millisecond;

    private Bounds _bounds = null!;
    private long _viewChangedNs;
    private long[] _holdsSinceNs = [];
    private long[] _changedNs = [];
    private long _nextLookNs;
    private long _componentsOfNs = -1;
    private List<(ulong Hosts, bool Whole)> _components = [];

    public override string Name => "I7 Covered";

    public override bool IsWatching => true;

    public override void Begin()
    {
        _bounds = new Bounds(Cluster.Plan);
        _holdsSinceNs = new long[Cluster.Hosts.Length];
        Array.Fill(_holdsSinceNs, long.MaxValue);
        _changedNs = new long[Cluster.Plan.VirtualInterfaces.Length];
    }

    public override void ViewInstalled(SimulatedHost host, View view) =>
        _viewChangedNs = Cluster.Now;

    public override void RunEnded(SimulatedHost host) =>
        _holdsSinceNs[host.Index] = long.MaxValue;

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        // What the kernel answers for without a daemon makes no run of it mature.
        ref var since = ref _holdsSinceNs[host.Index];
        since = usable && host.IsRunning ? Math.Min(since, Cluster.Now) : since;
        _changedNs[vip] = Cluster.Now;
    }

    public override void AfterStep()
    {
        if (Cluster.Now < _nextLookNs)
        {
            return;
        }

        _nextLookNs = Cluster.Now + BetweenLooksNs;
        if (Cluster.Now < Cluster.CalmSinceNs + _bounds.CoverNs
            || !Cluster.Network.Weather.IsConstant(Cluster.Plan.HeartbeatNs))
        {
            return;
        }

        if (_componentsOfNs != Cluster.CalmSinceNs)
        {
            _componentsOfNs = Cluster.CalmSinceNs;
            _components = Health.Components(Cluster);
        }

        foreach (var (component, whole) in _components)
        {
            if (whole)
            {
                Judge(component);
            }
        }
    }

    private void Judge(ulong component)
    {
        for (var vip = 0; vip < _changedNs.Length; vip++)
        {
            if ((Cluster.Coverage.UsableAt(vip) & component) == 0
                && Cluster.Now - _changedNs[vip] > GapNs(vip))
            {
                Uncovered(component, vip);
            }
        }
    }

    // A view that forms in the middle of a move makes of it something that nobody holds.
    private long GapNs(int vip) =>
        Math.Abs(_changedNs[vip] - _viewChangedNs) > Cluster.Plan.DetectionNs
            ? _bounds.MoveNs : _bounds.MoveNs + Cluster.Plan.LeaseNs;

    private void Uncovered(ulong component, int vip)
    {
        var anyMature = false;
        var anyEligible = false;
        var allEligible = true;
        for (var hosts = component; hosts != 0; hosts &= hosts - 1)
        {
            var host = Cluster.Hosts[BitOperations.TrailingZeroCount(hosts)];
            if (Cluster.AnotherAnswers(host, vip)
                || (BitOperations.PopCount(component) == 1 && Cluster.AnotherClaims(host, vip)))
            {
                return;
            }

            // Alone and without any station on the segment: as if cut off, and bound to take none.
            var mayTake = host.MayTake(vip) && !host.MayHoldOff(vip)
                && (BitOperations.PopCount(component) > 1
                || Cluster.HearsSegment(host, Cluster.LinkOf(vip)));
            anyEligible |= mayTake;
            allEligible &= mayTake;
            anyMature |= mayTake && _holdsSinceNs[host.Index] < Cluster.Now - _bounds.CoverNs;
        }

        var calm = Cluster.Now - Cluster.CalmSinceNs;
        if (!allEligible && calm <= _bounds.ConvergeNs + _bounds.CoverNs)
        {
            return;
        }

        if (anyEligible && (anyMature || calm > _bounds.CoverFreshNs))
        {
            var names = Cluster.Hosts.Where(host => (component >> host.Index & 1) != 0)
                .Select(host => host.Name);
            Broken($"{Cluster.Plan.VirtualInterfaces[vip].Head} is usable on nobody of " +
                $"[{string.Join(", ", names)}] {Span.Text(calm)} after the last change " +
                $"(not for {Span.Text(Cluster.Now - _changedNs[vip])})");
        }
    }
}
