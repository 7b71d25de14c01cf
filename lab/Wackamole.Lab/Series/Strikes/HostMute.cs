using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>Everything from the host is lost; it hears everybody.</summary>
internal sealed class HostMute : Strike
{
    public override string Name => "packets lost: from the host";

    public override void Fall(LabCluster cluster, LabHost victim) =>
        victim.Cable.Lose([], [new PacketRule(null, 1)]);

    public override void Heal(LabCluster cluster, LabHost victim) => victim.Cable.Lose([], []);
}
