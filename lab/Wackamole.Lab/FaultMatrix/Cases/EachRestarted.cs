namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class EachRestarted : FaultCase
{
    public override string Name => "each daemon restarted in turn";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        foreach (var host in stage.Mortals)
        {
            yield return new Phase("one ends", Expectation.Smooth, () => host.Terminate())
            {
                Sides = [stage.Except(host)],
            };
            yield return new Phase("it starts again", Expectation.Join, () =>
            {
                host.Start();
                host.WaitUntilReady();
            });
        }
    }
}
