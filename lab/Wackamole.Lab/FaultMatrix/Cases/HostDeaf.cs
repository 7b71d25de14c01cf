using Wackamole.Lab.Engines;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class HostDeaf : FaultCase
{
    public override string Name => "packets lost one way: host deaf";

    /// <summary>
    /// A ring that is formed again and again, and then with one more: a lease is made for one
    /// change, and all that lapsed is taken anew.
    /// </summary>
    private static readonly Expectation Merged = Expectation.Join with
    {
        Moved = EngineTime.TakeOver,
        Others = EngineTime.DeafOthers,
        NeedlessMoves = null,
    };

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var isRing = stage.Cluster.Plan.Engine.IsTokenRing;
        var expected = Expectation.TakeOver with
        {
            Moved = EngineTime.Deaf,
            Others = EngineTime.DeafOthers,
            NeedlessMoves = isRing ? null : 0,
            Steady = EngineTime.DeafSettled,
        };
        var deaf = stage.Victim;
        yield return new Phase("hears nothing", expected,
            () => deaf.Cable.Lose([new PacketRule(null, 1)], []))
        {
            Sides = [stage.Except(deaf)],
        };
        yield return new Phase("hears again", isRing ? Merged : Expectation.Join,
            () => deaf.Cable.Lose([], []));
    }
}
