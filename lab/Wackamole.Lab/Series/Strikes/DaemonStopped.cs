using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>SIGSTOP for five seconds, then SIGCONT.</summary>
internal class DaemonStopped : Strike
{
    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(5);

    private Instant _goesOn;

    public override string Name => "daemon stopped for 5 s";

    public override void Fall(LabCluster cluster, LabHost victim)
    {
        _goesOn = LabClock.Now + StoppedFor;
        victim.Stop();
    }

    public override void Heal(LabCluster cluster, LabHost victim)
    {
        Wait.Holds(StoppedFor, () => LabClock.Now >= _goesOn, cluster.Cancelled);
        victim.Continue();
    }
}
