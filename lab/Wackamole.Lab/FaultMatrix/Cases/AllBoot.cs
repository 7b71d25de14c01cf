using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class AllBoot : FaultCase
{
    private static readonly Expectation Boot = new()
    {
        // Nothing answered before, so there is nothing to interrupt; a fresh cluster waits a
        // second (Mature), hosts that start later than that are given their share by moves.
        Moved = EngineTime.None,
        Others = null,
        NeedlessMoves = null,
        Steady = EngineTime.Joined,
    };

    public override string Name => "all boot at once";

    public override bool FitsSoak => false;

    public override bool BeginsRunning => false;

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        yield return new Phase("boot", Boot, () =>
        {
            foreach (var host in stage.Hosts)
            {
                host.Start();
            }

            foreach (var host in stage.Hosts)
            {
                host.WaitUntilReady();
            }
        });
    }
}
