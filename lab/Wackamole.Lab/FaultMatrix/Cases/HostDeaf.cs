using Wackamole.Lab.Engines;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class HostDeaf : FaultCase
{
    public override string Name => "packets lost one way: host deaf";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var expected = Expectation.TakeOver with
        {
            Moved = EngineTime.Deaf,
            Others = EngineTime.DeafOthers,

            // Whoever was without a lease holds nothing in the next view.
            NeedlessMoves = stage.Cluster.Plan.Engine.IsInside ? 0 : null,
            Steady = EngineTime.DeafSettled,
        };
        var deaf = stage.Victim;
        yield return new Phase("hears nothing", expected,
            () => deaf.Cable.Lose([new PacketRule(null, 1)], []))
        {
            Sides = [stage.Except(deaf)],
        };
        yield return new Phase("hears again", Expectation.Join, () => deaf.Cable.Lose([], []));
    }
}
