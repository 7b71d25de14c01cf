using Wackamole.Lab.Engines;
using Wackamole.Lab.Hosts;

namespace Wackamole.Lab.FaultMatrix;

/// <summary>One row of the fault matrix: what goes wrong, and what it may cost.</summary>
internal abstract class FaultCase
{
    private const int AddressesPerHost = 2;

    /// <summary>The fault in a few words, as the table shows it.</summary>
    public abstract string Name { get; }

    /// <summary>Whether daemons end in it, however they do.</summary>
    public virtual bool EndsDaemons => false;

    /// <summary>
    /// Whether it can befall any running cluster, and leaves it whole: then a soak plays it too.
    /// </summary>
    public virtual bool FitsSoak => true;

    /// <summary>Whether daemons run before the first phase; else that one starts them.</summary>
    public virtual bool BeginsRunning => true;

    /// <summary>Why it says nothing on an engine; null where it does.</summary>
    public virtual string? NotOn(LabEngine engine) => null;

    public virtual ClusterPlan Plan(int hosts) => PlanOf(hosts);

    /// <summary>The cluster of which most cases, and a soak, are.</summary>
    public static ClusterPlan PlanOf(int hosts) => new()
    {
        Hosts = hosts,
        VirtualInterfaces = ClusterPlan.Single(AddressesPerHost * hosts),
    };

    /// <summary>What the hosts need before their daemons start.</summary>
    public virtual void Prepare(LabCluster cluster)
    {
    }

    /// <summary>
    /// What happens, step by step. Each is played to its end before the next is asked for, and
    /// the last leaves every host whole.
    /// </summary>
    public abstract IEnumerable<Phase> Phases(FaultStage stage);
}
