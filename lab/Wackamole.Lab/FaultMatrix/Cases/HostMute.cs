using Wackamole.Lab.Engines;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class HostMute : FaultCase
{
    public override string Name => "packets lost one way: host mute";

    /// <summary>
    /// Mesh hears the others though they do not hear it, and yields. Another engine hears no ring
    /// but its own: the mute host is a part of a divided network, until the rings are one again.
    /// </summary>
    private static readonly Expectation Merged = Expectation.Join with
    {
        Doubled = DuplicateLimit.Within(EngineTime.OneAnswer),
        NeedlessMoves = null,
    };

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var mute = stage.Victim;
        var yields = stage.Cluster.Plan.Engine.IsInside;
        yield return new Phase("is heard by nobody", Expectation.TakeOver,
            () => mute.Cable.Lose([], [new PacketRule(null, 1)]))
        {
            Sides = [stage.Except(mute)],
            OthersMayHold = !yields,
        };
        yield return new Phase("is heard again", yields ? Expectation.Join : Merged,
            () => mute.Cable.Lose([], []));
    }
}
