using Wackamole.Lab.Engines;

namespace Wackamole.Lab.EndToEnd;

/// <summary>As an operator restarts the service: it ends in order and is back at once.</summary>
internal sealed class EngineDaemonRestarted(bool holds) : EngineDaemonFails(holds)
{
    protected override string What => "restart for the engine's daemon";

    protected override void Fail(Stage stage, EngineDaemon daemon, Action othersGoOn)
    {
        daemon.Terminate();
        daemon.Start();
        daemon.WaitUntilReady();
    }
}
