using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class HostMute : FaultCase
{
    public override string Name => "packets lost one way: host mute";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var mute = stage.Victim;
        yield return new Phase("is heard by nobody", Expectation.TakeOver,
            () => mute.Cable.Lose([], [new PacketRule(null, 1)]))
        {
            Sides = [stage.Except(mute)],
        };
        yield return new Phase("is heard again", Expectation.Join, () => mute.Cable.Lose([], []));
    }
}
