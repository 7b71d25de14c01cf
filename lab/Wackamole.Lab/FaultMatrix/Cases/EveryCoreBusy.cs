using Wackamole.Lab.Faults;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class EveryCoreBusy : FaultCase
{
    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(10);

    public override string Name => "every core busy";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        yield return new Phase("for 10 s", Expectation.Smooth, () =>
        {
            using var load = new ProcessorLoad(stage.Cluster.Network);
            stage.Last(BusyFor);
        });
    }
}
