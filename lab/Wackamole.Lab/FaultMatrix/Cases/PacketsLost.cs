using Wackamole.Lab.Engines;
using Wackamole.Lab.Network;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class PacketsLost : FaultCase
{
    private const double Share = 0.2;

    private static readonly TimeSpan LossyFor = TimeSpan.FromSeconds(5);

    public override string Name => "20 % of all packets lost";

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        // PROTOCOL.md, I7: a lease may lapse once several heartbeats and their acknowledgements
        // are lost in a row, and revives with the next that arrives. Nobody is given up for it.
        var expected = Expectation.Smooth with
        {
            Moved = EngineTime.TakeOver,
            Others = EngineTime.Lossy,
            ActCounts = stage.Cluster.Plan.Engine.IsTokenRing,
        };
        yield return new Phase("for 5 s, to every host", expected, () =>
        {
            foreach (var host in stage.Hosts)
            {
                host.Cable.Lose([new PacketRule(null, Share)], []);
            }

            stage.Last(LossyFor);
            foreach (var host in stage.Hosts)
            {
                host.Cable.Lose([], []);
            }
        });
    }
}
