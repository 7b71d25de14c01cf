using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// A host whose daemon does not run gets a second interface into the same segment, and answers on
/// any interface for any address (arp_ignore 0): both would answer, were both not fenced.
/// </summary>
internal sealed class SecondInterface : DaemonStopped
{
    public override string Name => "stopped, second interface";

    public override ClusterPlan Plan(ClusterPlan plan) => plan with { Segments = 2 };

    public override void MakeWorse(LabCluster cluster, LabHost victim)
    {
        SetIgnore(victim, 0);
        victim.Cables[1].PlugInto(victim.Cables[0]);
        // The client asks for every address again and again meanwhile.
        cluster.WaitUntilAllAnswer();
    }

    public override void Heal(LabCluster cluster, LabHost victim)
    {
        victim.Cables[1].RevivePort();
        SetIgnore(victim, 1);
        base.Heal(cluster, victim);
    }

    private static void SetIgnore(LabHost host, int value)
    {
        var set = host.Run("sh", "-c", $"echo {value} >/proc/sys/net/ipv4/conf/all/arp_ignore");
        if (set.Status != 0)
        {
            throw new LabException($"cannot set arp_ignore on {host.Name}: {set.Text}");
        }
    }
}
