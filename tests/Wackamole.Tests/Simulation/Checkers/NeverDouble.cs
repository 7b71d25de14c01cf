using System.Numerics;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// I6, Quorum = majority: nothing is ever usable twice in the whole cluster, under any fault.
/// Exempt is what PROTOCOL.md 5 calls weaker: a daemon that is stopped or dead on a host without
/// a fence.
/// </summary>
internal sealed class NeverDouble : Checker
{
    public override string Name => "I6 NeverDouble";

    public override void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
        if (!usable || IsExempt(host))
        {
            return;
        }

        for (var others = Cluster.Coverage.UsableAt(vip) & ~(1ul << host.Index); others != 0;
            others &= others - 1)
        {
            var other = Cluster.Hosts[BitOperations.TrailingZeroCount(others)];
            if (!IsExempt(other))
            {
                Broken($"{host.Head(vip)} is usable on {host.Name} and {other.Name}: " +
                    $"{host.Name} in {host.View}, {other.Name} in {other.View}");
            }
        }
    }

    // Its daemon removes what its lease no longer covers; that takes its moment.
    private bool IsExempt(SimulatedHost host) => !host.IsFenced
        && (!host.IsRunning || Cluster.Now < host.WeakUntilNs || !host.LeaseValid);
}
