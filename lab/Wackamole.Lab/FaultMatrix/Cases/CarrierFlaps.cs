using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class CarrierFlaps : FaultCase
{
    private const int Times = 10;

    /// <summary>After the last flap all may look steady: what follows is waited for.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromSeconds(2);

    public override string Name => "carrier flaps ten times";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        // What the host holds goes away and comes back, once: not with every flap.
        var isRing = stage.Cluster.Plan.Engine.IsTokenRing;
        var held = stage.Cluster.Plan.VirtualInterfaces.Length / stage.Hosts.Count + 1;
        var expected = Expectation.TakeOver with
        {
            Moved = EngineTime.TakeOver + EngineTime.TakeOver,
            Others = isRing ? EngineTime.DeafOthers : EngineTime.None,
            NeedlessMoves = isRing ? null : 2 * held,
            Steady = EngineTime.Joined,
        };
        yield return new Phase("flaps, stays up", expected, () =>
        {
            stage.Victim.Cable.Flap(Times);
            stage.Last(Aftermath);
        });
    }
}
