using Wackamole.Core;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation.Checkers;

/// <summary>
/// Watches one invariant of PROTOCOL.md. The simulation tells it what happens the moment it
/// happens; it throws where that must not be.
/// </summary>
internal abstract class Checker
{
    /// <summary>As «I6 Exclusive».</summary>
    public abstract string Name { get; }

    /// <summary>Whether it wants to look after every step, beside being told.</summary>
    public virtual bool IsWatching => false;

    protected SimulatedCluster Cluster { get; private set; } = null!;

    public void Attach(SimulatedCluster cluster)
    {
        Cluster = cluster;
        Begin();
    }

    /// <summary>Called once, before anything happens.</summary>
    public virtual void Begin()
    {
    }

    public virtual void ViewInstalled(SimulatedHost host, View view)
    {
    }

    public virtual void GroupLost(SimulatedHost host)
    {
    }

    /// <summary>The daemon crashed, finished, or lost its machine.</summary>
    public virtual void RunEnded(SimulatedHost host)
    {
    }

    public virtual void Delivered(SimulatedHost host, NodeReport report)
    {
    }

    public virtual void Dropped(SimulatedHost host, NodeReport report)
    {
    }

    /// <summary>A host began or ceased to answer for a virtual interface.</summary>
    public virtual void UsableChanged(
        SimulatedHost host, int vip, bool usable, UsableCause cause)
    {
    }

    /// <summary>Something that is not its daemon removed an address of a host.</summary>
    public virtual void LostAddress(SimulatedHost host, int vip)
    {
    }

    /// <summary>The lease word was stored.</summary>
    public virtual void LeaseSet(SimulatedHost host, Instant before, Instant deadline)
    {
    }

    /// <summary>A node asks its kernel for an address.</summary>
    public virtual void Adding(SimulatedHost host, int vip)
    {
    }

    /// <summary>A node tells the segment that it has an address.</summary>
    public virtual void Announced(SimulatedHost host, int vip)
    {
    }

    public virtual void HookRan(SimulatedHost host, HookEvent happened, VirtualInterface? about)
    {
    }

    /// <summary>After every step, where IsWatching.</summary>
    public virtual void AfterStep()
    {
    }

    /// <summary>The run is over; what was to be reached must have been.</summary>
    public virtual void Finished()
    {
    }

    protected void Broken(string what) => throw new InvariantBrokenException(
        Name, $"at {Cluster.Now / 1e9:0.000000} s: {what}");
}
