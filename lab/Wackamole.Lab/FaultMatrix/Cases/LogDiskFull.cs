using Wackamole.Lab.Faults;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix.Cases;

internal sealed class LogDiskFull : FaultCase
{
    public override string Name => "disk full for the log";

    /// <summary>Its logs lie on disks of their own from the start.</summary>
    public override bool FitsSoak => false;

    public override void Prepare(LabCluster cluster)
    {
        foreach (var host in cluster.Hosts)
        {
            SmallDisk.ForLog(host);
        }
    }

    public override IEnumerable<Phase> Phases(FaultStage stage)
    {
        yield return new Phase("filled", Expectation.Smooth, () =>
        {
            foreach (var host in stage.Hosts)
            {
                SmallDisk.Fill(host);
            }
        });
        var lost = stage.Victim;
        yield return new Phase("and a cable pulled", Expectation.TakeOver, lost.Cable.Pull)
        {
            Sides = [stage.Except(lost)],
        };
        yield return new Phase("plugged in", Expectation.Join, lost.Cable.PlugIn);
    }
}
