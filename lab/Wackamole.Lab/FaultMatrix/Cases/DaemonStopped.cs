using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class DaemonStopped : FaultCase
{
    private static readonly TimeSpan StoppedFor = TimeSpan.FromSeconds(3);

    public override string Name => "daemon SIGSTOP 3 s, SIGCONT";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        // The others take what it holds, and it gets a share again: those are two moves of an
        // address where one alone stands between begin and end.
        var expected = Expectation.TakeOver with
        {
            Moved = EngineTime.Stopped,
            Doubled = DuplicateLimit.NoneWhereFenced,
            NeedlessMoves = null,
            Steady = EngineTime.Joined,
        };
        yield return new Phase("stopped, goes on", expected, () =>
        {
            stage.Victim.Stop();
            stage.Last(StoppedFor);
            stage.Victim.Continue();
        });
    }
}
