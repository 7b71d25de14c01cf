using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// Somebody removes the queueing disciplines of a host whose daemon does not run. Where the fence
/// is tcx links it stays; where it is filters of clsact it goes with them, and that shows.
/// </summary>
internal sealed class QueueingRemoved : DaemonStopped
{
    public override string Name => "stopped, tc qdisc del";

    public override void Fall(LabCluster cluster, LabHost victim)
    {
        base.Fall(cluster, victim);
        Remove(victim);
    }

    public override void MakeWorse(LabCluster cluster, LabHost victim) => Remove(victim);

    // Refused where there is none: that is as good.
    private static void Remove(LabHost host)
    {
        host.Run("tc", "qdisc", "del", "dev", host.Cable.Interface, "clsact");
        host.Run("tc", "qdisc", "del", "dev", host.Cable.Interface, "root");
    }
}
