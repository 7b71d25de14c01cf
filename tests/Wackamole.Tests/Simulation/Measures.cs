using Wackamole.Core.Values;
using Wackamole.Tests.Simulation.Checkers;

namespace Wackamole.Tests.Simulation;

/// <summary>Counts what a named scenario wants to know. Breaks nothing.</summary>
internal sealed class Measures : Checker
{
    private long[] _uncoveredSinceNs = [];
    private long[] _longestGapNs = [];
    private int[] _takes = [];
    private int[] _announcer = [];
    private long[] _misledSinceNs = [];
    private long _longestMisledNs;

    public override string Name => "Measures";

    /// <summary>Views installed, on all hosts together.</summary>
    public int Views { get; private set; }

    public override void Begin() => Reset();

    /// <summary>Counts from here.</summary>
    public void Reset()
    {
        var vips = Cluster.Plan.VirtualInterfaces.Length;
        Views = 0;
        _takes = new int[vips];
        _announcer = _announcer.Length == vips ? _announcer : [.. Enumerable.Repeat(-1, vips)];
        _misledSinceNs = [.. Enumerable.Repeat(-1L, vips)];
        _longestMisledNs = 0;
        _longestGapNs = new long[vips];
        _uncoveredSinceNs = [.. Enumerable.Range(0, vips).Select(
            vip => Cluster.Coverage.Holders(vip) == 0 ? Cluster.Now : -1)];
    }

    /// <summary>The longest time that nobody answered for it, one that lasts included.</summary>
    public long GapNs(int vip) => _uncoveredSinceNs[vip] < 0
        ? _longestGapNs[vip]
        : Math.Max(_longestGapNs[vip], Cluster.Now - _uncoveredSinceNs[vip]);

    public long LongestGapNs => Enumerable.Range(0, _takes.Length).Max(GapNs);

    /// <summary>
    /// The longest time that clients asked a host that did not answer while another did: they
    /// believe who announced last.
    /// </summary>
    public long LongestMisledNs => Math.Max(_longestMisledNs, _misledSinceNs.Max(
        since => since < 0 ? 0 : Cluster.Now - since));

    /// <summary>How often a host began to answer for it.</summary>
    public int Takes(int vip) => _takes[vip];

    public override void ViewInstalled(SimulatedHost host, View view) => Views++;

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        Mislead(vip);
        if (usable)
        {
            _takes[vip]++;
            _longestGapNs[vip] = GapNs(vip);
            _uncoveredSinceNs[vip] = -1;
        }
        else if (Cluster.Coverage.Holders(vip) == 0)
        {
            _uncoveredSinceNs[vip] = Cluster.Now;
        }
    }

    public override void Announced(SimulatedHost host, int vip)
    {
        _announcer[vip] = host.Index;
        Mislead(vip);
    }

    private void Mislead(int vip)
    {
        var misled = _announcer[vip] >= 0 && Cluster.Coverage.Holders(vip) > 0
            && !Cluster.Coverage.IsUsable(vip, _announcer[vip]);
        if (misled == (_misledSinceNs[vip] >= 0))
        {
            return;
        }

        _longestMisledNs = LongestMisledNs;
        _misledSinceNs[vip] = misled ? Cluster.Now : -1;
    }
}
