using Wackamole.Core.Values;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Series.Strikes;

/// <summary>A debugger holds the thread that the node runs on; all others go on.</summary>
internal sealed class LoopHeld : Strike
{
    private const string LoopThread = "loop";
    private static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(3);

    private ThreadHold? _hold;
    private Instant _letGo;

    public override string Name => "loop held by a debugger";

    public override void Fall(LabCluster cluster, LabHost victim)
    {
        _letGo = LabClock.Now + HeldFor;
        _hold = ThreadHold.Of(victim.DaemonProcessId, LoopThread);
    }

    public override void Heal(LabCluster cluster, LabHost victim)
    {
        Wait.Holds(HeldFor, () => LabClock.Now >= _letGo, cluster.Cancelled);
        _hold!.Dispose();
    }
}
