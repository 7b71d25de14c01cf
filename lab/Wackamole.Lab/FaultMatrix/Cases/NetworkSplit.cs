using Wackamole.Lab.Engines;
using Wackamole.Lab.Faults;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class NetworkSplit : FaultCase
{
    private static readonly Expectation Split = new()
    {
        // The client hears both sides: somebody always serves, and soon both do.
        Moved = EngineTime.None,
        Others = EngineTime.None,
        Doubled = DuplicateLimit.Any,
        NeedlessMoves = null,
    };

    /// <summary>What the junior side gave up comes to it anew, as its share.</summary>
    private static readonly Expectation Healed = Expectation.Join with
    {
        Doubled = DuplicateLimit.Within(EngineTime.OneAnswer),
        NeedlessMoves = null,
        ActCounts = true,
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
        yield return new Phase("healed", Healed, () => Partition.Heal(stage.Cluster));
    }
}
