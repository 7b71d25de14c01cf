using Wackamole.Lab.Engines;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class ForeignClaim : FaultCase
{
    private static readonly Expectation Claimed = new()
    {
        // Nobody can forbid it a foreign machine: it is reported, and nothing else changes.
        Moved = null,
        Others = EngineTime.None,
        Doubled = DuplicateLimit.Any,
        NeedlessMoves = null,
    };

    private static readonly Expectation Released = new()
    {
        // The client still believes the foreign machine until the holder announces again.
        Moved = null,
        Others = EngineTime.Forgotten,
        Doubled = DuplicateLimit.Any,
        NeedlessMoves = null,
        Steady = EngineTime.Forgotten,
        ActCounts = true,
    };

    public override string Name => "foreign host claims an address";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        var plan = stage.Cluster.Plan.VirtualInterfaces;
        var claimed = plan[stage.Random.Next(plan.Length)];
        var holder = stage.HolderOf(claimed);
        var stranger = stage.Stranger;
        yield return new Phase("claims, is reported", Claimed, () =>
        {
            var known = holder.Log.Length;
            stranger.Claim(claimed.Head);
            stage.Await("the holder to report the foreign machine", () => holder.Log[known..]
                .Contains(stranger.Station.ToString(), StringComparison.OrdinalIgnoreCase));
        });
        yield return new Phase("gives up", Released, () => stranger.Release(claimed.Head));
    }
}
