using System.Collections.Immutable;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>What one simulated host is like.</summary>
internal sealed record HostPlan
{
    public required string Name { get; init; }

    public int Weight { get; init; } = 1;

    /// <summary>Votes and holds nothing.</summary>
    public bool IsWitness { get; init; }

    public FenceKind Fence { get; init; } = FenceKind.Kernel;

    /// <summary>What its clock shows when the simulation begins.</summary>
    public long ClockStartNs { get; init; } = 1_000 * Span.Second;

    public int ClockDriftPpm { get; init; }

    public ImmutableArray<AddressBlock> Preferred { get; init; } = [];

    /// <summary>
    /// Places of the virtual interfaces that it is configured with; all where empty.
    /// </summary>
    public ImmutableArray<int> Configured { get; init; } = [];

    /// <summary>From something arriving to the loop seeing it, and what one round costs.</summary>
    public long LeastStepNs { get; init; } = 3 * Span.Microsecond;

    public long MostStepNs { get; init; } = 30 * Span.Microsecond;

    /// <summary>How long the kernel takes to add or remove one virtual interface.</summary>
    public long LeastKernelNs { get; init; } = 20 * Span.Microsecond;

    public long MostKernelNs { get; init; } = 200 * Span.Microsecond;

    /// <summary>Its own times, not longer than the plan's; the plan's where null.</summary>
    public Timing? Timing { get; init; }

    /// <summary>When its daemon is started first.</summary>
    public long StartAtNs { get; init; }
}
