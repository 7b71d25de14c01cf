using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>Everything from the host is lost; it hears everybody.</summary>
internal sealed class HostMute : Strike
{
    private const double MarginMs = 10;

    public override string Name => "packets lost: from the host";

    public override double LimitMs(Timing timing) => timing.Detection.TotalMilliseconds + MarginMs;

    public override void Fall(LabCluster cluster, LabHost victim) =>
        victim.Cable.Lose([], [new PacketRule(null, 1)]);

    public override void Heal(LabCluster cluster, LabHost victim) => victim.Cable.Lose([], []);
}
