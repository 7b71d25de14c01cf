using Wackamole.Lab.Engines;

namespace Wackamole.Lab.EndToEnd;

internal sealed class EngineDaemonStopped(bool holds) : EngineDaemonFails(holds)
{
    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(5);

    protected override string What => "SIGSTOP for 5 s for the engine's daemon";

    protected override void Fail(Stage stage, EngineDaemon daemon, Action othersGoOn)
    {
        var goesOn = LabClock.Now + StoppedFor;
        daemon.Stop();
        othersGoOn();
        Wait.Until("the five seconds to be over", StoppedFor + Stage.Bound,
            () => LabClock.Now >= goesOn, stage.Cancelled);
        daemon.Continue();
    }
}
