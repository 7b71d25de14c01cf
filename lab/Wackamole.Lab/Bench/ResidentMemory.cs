using System.Globalization;
using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;
using Wackamole.Lab.Linux;

namespace Wackamole.Lab.Bench;

/// <summary>Resident memory of every daemon of a cluster, one of which holds everything.</summary>
internal sealed class ResidentMemory(LabEngine engine) : Figure(engine)
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public override string Name => string.Create(CultureInfo.InvariantCulture,
        $"memory, {ManyLost.Addresses:N0} addresses");

    public override string Unit => "MB";

    public override double Promise => 40;

    /// <summary>Of three daemons one holds everything: it is the one that is meant.</summary>
    public override double Judged(Summary summary) => summary.Maximum;

    /// <summary>One sample for each host: memory does not vary from run to run.</summary>
    public override void Measure(int runs, Action<Sample> told, CancellationToken cancelled)
    {
        using var cluster = new LabCluster(
            ManyLost.Plan with { Engine = Engine }, cancelled);
        foreach (var host in cluster.Hosts)
        {
            host.Start();
        }

        // By the kernel alone: to be asked for a status of this size is not what a daemon
        // does all day, and would be what is measured.
        Wait.Until("the first host to hold everything", Bound,
            () => cluster.Hosts[0].Addresses().Count > ManyLost.Addresses
                && cluster.Hosts[1].Addresses().Count < ManyLost.Addresses / 2, cancelled, Look);
        foreach (var host in cluster.Hosts)
        {
            told(new Sample(ProcessUse.Of(host.DaemonProcessId).ResidentMegabytes, null, 0, 0));
        }
    }
}
