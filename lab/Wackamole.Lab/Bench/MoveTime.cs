using Wackamole.Core.Control;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.Bench;

internal sealed class MoveTime(LabEngine engine) : Figure(engine)
{
    public override string Name => "move by wackatrl";

    public override double Promise => 3;

    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            ClusterPlan.Unbalanced with { Engine = Engine }, cancelled);
        cluster.Start();
        var moved = cluster.Plan.VirtualInterfaces[0];
        for (var run = 0; run < runs; run++)
        {
            var from = cluster.HostsWith(moved.Head)[0];
            var to = cluster.Hosts.First(host => host.Name != from);
            told(Sample.OfGap(cluster.Observe(Name, () =>
            {
                var answer = cluster.Hosts[0].Ask(new ControlRequest(
                    ControlCommand.Move, moved.ToString(), to.Name));
                if (answer is null or { Error: not null })
                {
                    throw new LabException($"the move was refused: {answer?.Error}");
                }

                cluster.WaitUntilSettled();
            })));
        }
    }
}
