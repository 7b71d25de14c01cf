using Wackamole.Core.Values;
using Wackamole.Lab.Faults;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class NetworkSplit : FaultCase
{
    private static readonly Expectation Split = new()
    {
        // The client hears both sides: somebody always serves, and soon both do.
        MovedT = 0,
        OthersT = 0,
        Doubled = DuplicateLimit.Any,
        NeedlessMoves = null,
        SteadyT = 3,
    };

    public override string Name => "partition, the smaller part apart";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var few = stage.Victims(stage.Hosts.Count / 2);
        var many = stage.Except(few);
        yield return new Phase($"{many.Count}/{few.Count}", Split,
            () => Partition.Split(few, many))
        {
            Sides = [few, many],
        };
        yield return new Phase("healed", Healed(stage.Cluster.Plan.Timing),
            () => Partition.Heal(stage.Cluster));
    }

    /// <summary>
    /// PROTOCOL.md, I6: not on two hosts any more from 2 h after they hear each other. What the
    /// junior side gave up comes to it anew, as its share.
    /// </summary>
    private static Expectation Healed(Timing timing) => Expectation.Join with
    {
        Doubled = DuplicateLimit.Within(2 * timing.Heartbeat),
        NeedlessMoves = null,
        ActCounts = true,
    };
}
