using Wackamole.Lab.Engines;

namespace Wackamole.Lab.EndToEnd;

internal sealed class EngineDaemonKilled(bool holds) : EngineDaemonFails(holds)
{
    protected override string What => "kill -9 for the engine's daemon";

    protected override void Fail(Stage stage, EngineDaemon daemon, Action othersGoOn)
    {
        daemon.Kill();
        othersGoOn();
        daemon.Start();
    }
}
