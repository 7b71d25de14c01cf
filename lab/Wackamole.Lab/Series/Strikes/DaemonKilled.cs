using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

internal sealed class DaemonKilled : Strike
{
    private const double PromiseMs = 20;

    public override string Name => "daemon killed (-9)";

    public override double LimitMs(Timing timing) => PromiseMs;

    public override void Fall(LabCluster cluster, LabHost victim) => victim.Kill();

    public override void Heal(LabCluster cluster, LabHost victim)
    {
        victim.Start();
        victim.WaitUntilReady();
    }
}
