namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class CablePulled : FaultCase
{
    public override string Name => "cable pulled";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var lost = stage.Victim;
        yield return new Phase("pulled", Expectation.TakeOver, lost.Cable.Pull)
        {
            Sides = [stage.Except(lost)],
        };
        yield return new Phase("plugged in", Expectation.Join, lost.Cable.PlugIn);
    }
}
