using System.Numerics;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I6, Quorum = none: once two hosts have been connected both ways for L + 4 h, directly or
/// through others, no virtual interface is usable on both; where they hear each other directly,
/// 2 h; and never on two because one of them was killed, stopped or slow. Exempt is what
/// PROTOCOL.md 5 calls weaker: a daemon that is stopped or dead on a host without a fence, and one
/// whose boot clock leapt while it waited.
/// </summary>
internal sealed class Exclusive : Checker
{
    /// <summary>
    /// Looking at what stays double after every packet would show no more; what has just become
    /// so is looked at at once.
    /// </summary>
    private const long BetweenLooksNs = Span.Millisecond / 4;

    private readonly HashSet<int> _double = [];
    private Bounds _bounds = null!;
    private ulong[] _neighbours = [];
    private ulong[] _connected = [];
    private long _nextLookNs;
    private bool _knowsNeighbours;

    public override string Name => "I6 Exclusive";

    public override bool IsWatching => true;

    public override void Begin()
    {
        _bounds = new Bounds(Cluster.Plan);
        _neighbours = new ulong[Cluster.Hosts.Length];
        _connected = new ulong[Cluster.Hosts.Length];
    }

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        if (Cluster.Coverage.Holders(vip) > 1)
        {
            _double.Add(vip);
            _nextLookNs = 0;
        }
        else
        {
            _double.Remove(vip);
        }
    }

    public override void AfterStep()
    {
        if (_double.Count == 0 || Cluster.Now < _nextLookNs)
        {
            return;
        }

        _nextLookNs = Cluster.Now + BetweenLooksNs;
        _knowsNeighbours = false;
        foreach (var vip in _double)
        {
            Judge(vip);
        }
    }

    private void Judge(int vip)
    {
        for (var ones = Cluster.Coverage.UsableAt(vip); ones != 0; ones &= ones - 1)
        {
            var one = Cluster.Hosts[BitOperations.TrailingZeroCount(ones)];
            for (var others = ones & (ones - 1); others != 0; others &= others - 1)
            {
                var other = Cluster.Hosts[BitOperations.TrailingZeroCount(others)];
                if (!IsExempt(one) && !IsExempt(other))
                {
                    Judge(vip, one, other);
                }
            }
        }
    }

    private void Judge(int vip, SimulatedHost one, SimulatedHost other)
    {
        var mergedNs = Cluster.Now - _bounds.MergeNs;
        if (mergedNs > 0 && !HearOneWay(one, other)
            && AreConnected(one.Index, other.Index, mergedNs))
        {
            Broken($"{one.Head(vip)} is usable on {one.Name} and {other.Name}, which have been " +
                $"connected for more than L + 4 h ({Span.Text(_bounds.MergeNs)})");
        }

        // A host that has just started or resumed has not been able to hear for 2 h yet, and one
        // that started is silent for L.
        var heardNs = Cluster.Now - _bounds.YieldNs;
        var edges = Cluster.Network.Connectivity;
        if (one.RunningSinceNs < heardNs - Cluster.Plan.LeaseNs
            && other.RunningSinceNs < heardNs - Cluster.Plan.LeaseNs
            && edges.FlawlessSince(one.Index, other.Index) < heardNs
            && edges.FlawlessSince(other.Index, one.Index) < heardNs)
        {
            Broken($"{one.Head(vip)} is usable on {one.Name} and {other.Name}, which have heard " +
                $"each other directly for more than 2 h ({Span.Text(_bounds.YieldNs)})");
        }
    }

    private bool AreConnected(int one, int other, long sinceNs)
    {
        if (!_knowsNeighbours)
        {
            Health.Neighbours(Cluster, sinceNs, _neighbours);
            Array.Clear(_connected);
            _knowsNeighbours = true;
        }

        ref var connected = ref _connected[one];
        connected = connected != 0 ? connected
            : Health.ConnectedWith(Cluster, one, _neighbours, sinceNs);
        return (connected >> other & 1) != 0;
    }

    // Best effort: the one that is to give way does not hear of it (PROTOCOL.md, I6).
    private bool HearOneWay(SimulatedHost one, SimulatedHost other) =>
        Cluster.Network.Connectivity.Hears(one.Index, other.Index)
        != Cluster.Network.Connectivity.Hears(other.Index, one.Index);

    private bool IsExempt(SimulatedHost host) => (!host.IsFenced
        && (!host.IsRunning || Cluster.Now < host.WeakUntilNs))
        || Cluster.Now - host.ClockLeaptAtNs < Cluster.Plan.LeaseNs;
}
