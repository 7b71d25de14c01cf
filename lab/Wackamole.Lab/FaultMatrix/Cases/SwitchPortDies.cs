namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class SwitchPortDies : FaultCase
{
    public override string Name => "switch port dies, carrier up";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var lost = stage.Victim;
        yield return new Phase("dies", Expectation.TakeOver, lost.Cable.KillPort)
        {
            Sides = [stage.Except(lost)],
        };
        yield return new Phase("revives", Expectation.Join, lost.Cable.RevivePort);
    }
}
