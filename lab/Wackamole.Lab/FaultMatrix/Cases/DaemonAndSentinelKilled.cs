namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class DaemonAndSentinelKilled : FaultCase
{
    public override string Name => "daemon and sentinel kill -9";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var killed = stage.Victim;
        var expected = Expectation.TakeOver with { Doubled = DuplicateLimit.NoneWhereFenced };
        yield return new Phase("killed, nobody cleans up", expected, killed.KillWithSentinel)
        {
            Sides = [stage.Except(killed)],
        };
        yield return new Phase("starts again", Expectation.Join, () =>
        {
            killed.Start();
            killed.WaitUntilReady();
        });
    }
}
