namespace Wackamole.Tests.Simulation.Planting;

/// <summary>«Promise» and incarnations (PROTOCOL.md 2), one sentence after the other.</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Promises =>
    [
        new PlantedFault("promises to a deaf coordinator",
            "2 Promise: A coordinator that does not hear me is always refused")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "now - coordinator.Evidence > _timing.Fresh", "false")
            .FoundIn<PartitionTests>(nameof(PartitionTests
                .The_coordinator_that_hears_nobody_is_left_out)),
        new PlantedFault("goes on acknowledging whom it left out",
            "withdrawal is final; silent first L; Install only for the highest promise")
            .With("Group/Mesh.Promising.cs", "Promise", "peer.Withdrawn = true;", "")
            .FoundBy("I4 I6", 15, 60),
        new PlantedFault("tells nobody that it is bound by a promise",
            "a promise without an Install is visible in heartbeats")
            .With("Group/Mesh.Promising.cs", "OverduePromise", "_promised <= _installed.Id",
                "true")
            .FoundIn<AgreementTests>(nameof(AgreementTests
                .A_newcomer_that_dies_as_coordinator_leaves_nobody_bound_by_a_promise)),
        new PlantedFault("compares views by epoch and coordinator's name alone",
            "incarnation in ids and acknowledgements")
            .With("Group/Mesh.Suspicion.cs", "IsForeign", "_formerViews.Contains(view)",
                """
                _formerViews.Any(former => former.Epoch == view.Epoch
                    && former.Coordinator.Name == view.Coordinator.Name)
                """)
            .FoundIn<AgreementTests>(nameof(AgreementTests
                .A_coordinator_that_starts_again_unheard_is_told_from_its_former_run)),
        new PlantedFault("rejoins as the run that it was",
            "2 Promise: It returns only as a newer incarnation")
            .With("Group/Mesh.cs", "Rejoin",
                "_self with { Incarnation = Math.Max(_self.Incarnation, _toldIncarnation) + 1 }",
                "_self")
            .FoundBy("I4", 1, 20),
        new PlantedFault("hears what came before", "2 Transport: Replays are refused by name")
            .With("Group/Mesh.Receive.cs", "Admit", "peer.Admit(header.Counter)",
                "ReplayVerdict.New")
            .FoundIn<AgreementTests>(nameof(AgreementTests
                .Packets_that_come_again_long_after_keep_no_dead_host_alive)),
        new PlantedFault("hears packets of a former run as the present one's",
            "2 Transport: stale incarnations are refused by name")
            .With("Group/Mesh.Receive.cs", "IsPresentRun",
                "header.Sender.Incarnation == peer.Id.Incarnation", "true")
            .FoundIn<AgreementTests>(nameof(AgreementTests
                .Packets_of_a_run_that_is_over_do_no_harm_to_the_next)),
        new PlantedFault("throws itself out for every hiccup", "stall reads its queue first")
            .With("Node.cs", "NoteStall", "gap > _settings.Timing.Lease",
                "gap > _settings.Timing.Heartbeat / 2")
            .With("Node.cs", "SettleStall", "_fence == FenceKind.None", "true")
            .FoundIn<ScenarioTests>(nameof(ScenarioTests
                .A_hiccup_shorter_than_the_lease_is_not_noticed_by_anybody)),
    ];
}
