using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>
/// Everything for the host is lost. It goes on speaking, so that nobody can call it silent: that
/// it acknowledges nothing any more has to be noticed first, and then its last lease to end.
/// </summary>
internal sealed class HostDeaf : Strike
{
    public override string Name => "packets lost: to the host";

    public override double LimitMs(Timing timing) => 2 * timing.Detection.TotalMilliseconds;

    public override void Fall(LabCluster cluster, LabHost victim) =>
        victim.Cable.Lose([new PacketRule(null, 1)], []);

    public override void Heal(LabCluster cluster, LabHost victim) => victim.Cable.Lose([], []);
}
