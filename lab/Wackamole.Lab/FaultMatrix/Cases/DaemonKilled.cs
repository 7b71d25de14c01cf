using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class DaemonKilled : FaultCase
{
    public override string Name => "daemon kill -9";

    public override bool EndsDaemons => true;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var killed = stage.Victim;
        var expected = Expectation.Smooth with { Moved = EngineTime.Replaced };
        yield return new Phase("killed, its sentinel lives", expected, killed.Kill)
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
