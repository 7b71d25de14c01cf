namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class DaemonTerminated : FaultCase
{
    public override string Name => "daemon SIGTERM";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var ended = stage.Victim;
        yield return new Phase("hands over and ends", Expectation.Smooth, () =>
        {
            if (ended.Terminate() is not 0 and var status)
            {
                throw new LabException($"the daemon ended with status {status}");
            }
        })
        {
            Sides = [stage.Except(ended)],
        };
        yield return new Phase("starts again", Expectation.Join, () =>
        {
            ended.Start();
            ended.WaitUntilReady();
        });
    }
}
