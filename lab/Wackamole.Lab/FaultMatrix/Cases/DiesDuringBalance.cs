using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class DiesDuringBalance : FaultCase
{
    public override string Name => "a host dies during a balance";

    public override bool EndsDaemons => true;

    /// <summary>It needs a balance that takes several rounds.</summary>
    public override bool FitsSoak => false;

    /// <summary>Three addresses to give, one a round: there is a middle to die in.</summary>
    public override ClusterPlan Plan(int hosts) => PlanOf(hosts) with
    {
        VirtualInterfaces = ClusterPlan.Single(AddressesOf(hosts)),
        Change = (_, plan) => plan with { AcquisitionsPerRound = "1" },
    };

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var late = stage.Victim;
        var dies = stage.Victims(2)[1];
        yield return new Phase("one ends", Expectation.Smooth, () => late.Terminate())
        {
            Sides = [stage.Except(late)],
        };

        // One move may have been for nothing: it went by loads that the death has changed.
        var expected = Expectation.TakeOver with
        {
            NeedlessMoves = 1,
            Steady = EngineTime.Joined,
        };
        yield return new Phase("it comes back, another dies", expected, () =>
        {
            late.Start();
            stage.Await("the balance to begin", () => !stage.HoldsNothing(late));
            dies.Cable.KillPort();
        })
        {
            Sides = [stage.Except(dies)],
        };
        yield return new Phase("the dead revives", Expectation.Join, dies.Cable.RevivePort);
    }

    private static int AddressesOf(int hosts) => 4 * hosts;
}
