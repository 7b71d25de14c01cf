namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class AllBoot : FaultCase
{
    private static readonly Expectation Boot = new()
    {
        // Nothing answered before, so there is nothing to interrupt; a fresh cluster waits a
        // second (Mature), hosts that start later than that are given their share by moves.
        MovedT = 0,
        OthersT = null,
        NeedlessMoves = null,
        SteadyT = 15,
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
