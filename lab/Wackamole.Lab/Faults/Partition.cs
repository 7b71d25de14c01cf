using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Faults;

/// <summary>
/// Divides the hosts into groups that do not hear each other, on every segment. The client goes
/// on hearing all: it sees what clients on either side see together.
/// </summary>
internal static class Partition
{
    public static void Split(params IReadOnlyList<LabHost>[] groups)
    {
        foreach (var group in groups)
        {
            var strangers = groups.Where(other => other != group)
                .SelectMany(other => other).ToList();
            foreach (var host in group)
            {
                MakeDeaf(host, strangers);
            }
        }
    }

    /// <summary>One host no longer hears some others, though they may still hear it.</summary>
    public static void MakeDeaf(LabHost host, IReadOnlyList<LabHost> to)
    {
        for (var segment = 0; segment < host.Cables.Count; segment++)
        {
            host.Cables[segment].Lose(
                [.. to.Select(other => new PacketRule(other.Cables[segment].Station, 1))], []);
        }
    }

    public static void Heal(LabCluster cluster)
    {
        foreach (var cable in cluster.Hosts.SelectMany(host => host.Cables))
        {
            cable.Lose([], []);
        }
    }
}
