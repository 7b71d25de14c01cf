using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

internal sealed class DaemonKilledTime(LabEngine engine) : DaemonEnds(engine)
{
    public override string Name => "daemon killed (kill -9), its host lives";

    public override double Promise => 20;

    protected override void End(LabHost host) => host.Kill();
}
