using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

internal sealed class OrderlyLeaveTime(LabEngine engine) : DaemonEnds(engine)
{
    public override string Name => "orderly leave (SIGTERM)";

    public override double Promise => 3;

    protected override void End(LabHost host) => host.Terminate();
}
