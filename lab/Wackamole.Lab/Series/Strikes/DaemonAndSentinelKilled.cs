using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>Nobody is left to clean up or to say anything: the kernel's fence alone.</summary>
internal sealed class DaemonAndSentinelKilled : Strike
{
    public override string Name => "daemon and sentinel killed";

    public override void Fall(LabCluster cluster, LabHost victim) => victim.KillWithSentinel();

    public override void Heal(LabCluster cluster, LabHost victim)
    {
        victim.Start();
        victim.WaitUntilReady();
    }
}
