using System.Numerics;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// Who answers for what, by truth and not by anybody's belief: usable = every address present in
/// the host's kernel, on an interface with carrier, and (where the kernel is the fence) a valid
/// lease.
/// </summary>
internal sealed class Coverage(SimulatedCluster cluster)
{
    /// <summary>For each virtual interface the set of hosts, one bit each.</summary>
    private readonly ulong[] _usableAt = new ulong[cluster.Plan.VirtualInterfaces.Length];

    public int Count => _usableAt.Length;

    public ulong UsableAt(int vip) => _usableAt[vip];

    public bool IsUsable(int vip, int host) => (_usableAt[vip] >> host & 1) != 0;

    public int Holders(int vip) => BitOperations.PopCount(_usableAt[vip]);

    public int CountAt(int host)
    {
        var count = 0;
        for (var vip = 0; vip < _usableAt.Length; vip++)
        {
            count += IsUsable(vip, host) ? 1 : 0;
        }

        return count;
    }

    /// <summary>Looks again at everything of one host.</summary>
    public void Refresh(SimulatedHost host, UsableCause cause)
    {
        for (var vip = 0; vip < _usableAt.Length; vip++)
        {
            Refresh(host, vip, cause);
        }
    }

    public void Refresh(SimulatedHost host, int vip, UsableCause cause)
    {
        var bit = 1ul << host.Index;
        var usable = host.CanAnswer(vip);
        if (usable == ((_usableAt[vip] & bit) != 0))
        {
            return;
        }

        _usableAt[vip] ^= bit;
        cluster.UsableChanged(host, vip, usable, cause);
    }
}
