using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class HostDeaf : FaultCase
{
    public override string Name => "packets lost one way: host deaf";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        // It goes on speaking, so nobody can call it silent: that it acknowledges nothing any
        // more has to be noticed first, and then its last lease to end.
        var expected = Expectation.TakeOver with { MovedT = 2, SteadyT = 4 };
        var deaf = stage.Victim;
        yield return new Phase("hears nothing", expected,
            () => deaf.Cable.Lose([new PacketRule(null, 1)], []))
        {
            Sides = [stage.Except(deaf)],
        };
        yield return new Phase("hears again", Expectation.Join, () => deaf.Cable.Lose([], []));
    }
}
