using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Faults;

/// <summary>
/// Divides the hosts into groups that do not hear each other, on every segment. The client goes
/// on hearing all: it sees what clients on either side see together.
/// </summary>
internal static class Partition
{
    public static void Split(params IReadOnlyList<LabHost>[] groups) => Cable.Lose(
    [
        .. groups.SelectMany(group => group.SelectMany(host => Deafness(
            host, [.. groups.Where(other => other != group).SelectMany(other => other)]))),
    ]);

    /// <summary>One host no longer hears some others, though they may still hear it.</summary>
    public static void MakeDeaf(LabHost host, IReadOnlyList<LabHost> to) =>
        Cable.Lose([.. Deafness(host, to)]);

    public static void Heal(LabCluster cluster) => Cable.Lose(
        [.. cluster.Hosts.SelectMany(host => host.Cables).Select(CableLoss.None)]);

    private static IEnumerable<CableLoss> Deafness(LabHost host, IReadOnlyList<LabHost> to) =>
        host.Cables.Select((cable, segment) => new CableLoss(cable,
            [.. to.Select(other => new PacketRule(other.Cables[segment].Station, 1))], []));
}
