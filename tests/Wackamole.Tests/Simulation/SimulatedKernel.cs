using Wackamole.Core;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// The addresses of one host as its kernel has them. Changes take time, one after the other,
/// removals first; they may be slow or fail. What is present stays when the daemon dies.
/// </summary>
internal sealed class SimulatedKernel(
    SimulatedHost host, int virtualInterfaces, SeededRandom random)
{
    private readonly bool[] _present = new bool[virtualInterfaces];
    private readonly Queue<int> _removals = new();
    private readonly List<int> _additions = [];
    private int _current = -1;
    private bool _currentAdds;
    private int _run;

    /// <summary>Additions that fail.</summary>
    public int FailPerMillion { get; set; }

    /// <summary>What every change takes longer now.</summary>
    public long SlowNs { get; set; }

    /// <summary>Whether something was asked for that is not done yet.</summary>
    public bool Busy => _current >= 0 || _removals.Count > 0 || _additions.Count > 0;

    public bool IsPresent(int vip) => _present[vip];

    public void Add(int vip)
    {
        _additions.Add(vip);
        Begin();
    }

    public void Remove(int vip)
    {
        while (_additions.Remove(vip))
        {
            host.Post(new NodeEvent.AddressesAdded(host.Head(vip), "cancelled by a removal"));
        }

        _removals.Enqueue(vip);
        Begin();
    }

    /// <summary>Begins the next change unless one is under way or the process is not run.</summary>
    public void Begin()
    {
        while (_current < 0 && host.State == HostState.Running
            && _removals.Count + _additions.Count > 0)
        {
            _currentAdds = _removals.Count == 0;
            var vip = _currentAdds ? _additions[0] : _removals.Dequeue();
            if (_currentAdds)
            {
                _additions.RemoveAt(0);
                if (Refusal(vip) is { } fault)
                {
                    host.Write($"kernel refuses {host.Head(vip)}: {fault}");
                    host.NoteRefused(vip);
                    host.Post(new NodeEvent.AddressesAdded(host.Head(vip), fault));
                    continue;
                }
            }

            _current = vip;
            _run = host.Run;
            var takes = random.Between(host.Plan.LeastKernelNs, host.Plan.MostKernelNs) + SlowNs;
            host.Cluster.Queue.Add(
                host.Cluster.Now + takes, OccurrenceKind.KernelEnds, host.Index, _run, null);
        }
    }

    /// <summary>
    /// The change under way is done; its answer is read back if its run still lives.
    /// </summary>
    public void End(int run)
    {
        if (_current < 0 || run != _run)
        {
            return;
        }

        var vip = _current;
        _current = -1;
        Set(vip, _currentAdds, _currentAdds ? UsableCause.Added : UsableCause.Removed);
        if (run == host.Run)
        {
            host.Post(_currentAdds
                ? new NodeEvent.AddressesAdded(host.Head(vip), null)
                : new NodeEvent.AddressesRemoved(host.Head(vip), null));
        }

        host.SeenBySomething(vip);

        Begin();
    }

    /// <summary>The process died: what it had not begun is never done.</summary>
    public void Forget()
    {
        _removals.Clear();
        _additions.Clear();
    }

    /// <summary>
    /// Everything goes at once: power, or the clearing of leftovers before a start.
    /// </summary>
    public void Clear()
    {
        Forget();
        _current = -1;
        for (var vip = 0; vip < _present.Length; vip++)
        {
            Set(vip, false, UsableCause.Cleared);
        }
    }

    /// <summary>Nothing of a dead process is under way any more.</summary>
    public void Abandon()
    {
        Forget();
        _current = -1;
    }

    public void RemoveByOther(int vip) => Set(vip, false, UsableCause.RemovedByOther);

    private string? Refusal(int vip)
    {
        if (!host.LeaseValid)
        {
            return "the lease is over";
        }

        if (!host.InterfaceUp(vip))
        {
            return "the interface has no carrier";
        }

        return random.Chance(FailPerMillion) ? "simulated failure of the kernel" : null;
    }

    private void Set(int vip, bool present, UsableCause cause)
    {
        if (_present[vip] == present)
        {
            return;
        }

        _present[vip] = present;
        host.Write($"kernel {(present ? "+" : "-")} {host.Head(vip)} ({cause})");
        host.Cluster.Coverage.Refresh(host, vip, cause);
    }
}
