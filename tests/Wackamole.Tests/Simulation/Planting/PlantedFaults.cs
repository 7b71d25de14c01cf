using System.Collections.Immutable;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// The catalogue of planted faults. A number in the planted core is a place in All, from 1.
/// </summary>
internal static partial class PlantedFaults
{
    public static ImmutableArray<PlantedFault> All { get; } =
        [.. Views, .. Promises, .. Leases, .. Partitions, .. Order, .. Allocation,
            .. Majority, .. OtherEngines];

    public static int NumberOf(PlantedFault fault) => All.IndexOf(fault) + 1;
}
