namespace Wackamole.Tests.Simulation.Planting;

/// <summary>«Promise» and incarnations (PROTOCOL.md 2), one sentence after the other.</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Promises =>
    [
        new PlantedFault("promises to a deaf coordinator",
            "2 Promise: A coordinator that is deaf is always refused")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "coordinator.IsDeaf(now, _timing.Fresh)", "false")
            .FoundIn<PartitionTests>(nameof(PartitionTests
                .The_coordinator_that_hears_nobody_is_left_out)),
        new PlantedFault("goes on acknowledging whom it left out",
            "withdrawal is final; silent first L; Install only for the highest promise")
            .With("Group/Mesh.Promising.cs", "Promise", "peer.Withdrawn = true;", "")
            .FoundBy("I4 I6", 15, 60),
    ];
}
