namespace Wackamole.Tests.Simulation.Planting;

/// <summary>Suspicion, who proposes, and agreement (PROTOCOL.md 2).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Views =>
    [
        new PlantedFault("counts a one-way link as two-way", "2 Heartbeat: it hears me, both ways")
            .With("Group/Peer.cs", "IsHeardBothWays", "HearsUs && !Withdrawn", "!Withdrawn")
            .With("Group/Clique.cs", "Hears", "report.Verdict == PeerVerdict.Acknowledged", "true")
            .FoundBy("I7", 41, 60),
        new PlantedFault("suspects at once where «port unreachable» comes back",
            "port unreachable never shortens")
            .With("Group/Mesh.Suspicion.cs", "Suspect",
                "now - peer.UnreachableAt >= 2 * _timing.Heartbeat", "true")
            .FoundBy("I7", 35, 60),
        new PlantedFault("ends a wait where «port unreachable» comes back",
            "port unreachable never shortens")
            .With("Group/Mesh.Receive.cs", "Unreachable", "peer.UnreachableAt = now;",
                """
                peer.UnreachableAt = now;
                peer.Departed = true;
                _waits.Cut(peer.Id);
                _unsettled = true;
                """)
            .FoundBy("I6", 1, 60),
        new PlantedFault("takes no newcomer", "2 Who proposes: A newcomer is added")
            .With("Group/Mesh.Newcomers.cs", "IsReady",
                "peer.Latest.PreferredCoordinator != _self", "true")
            .FoundBy("I4", 1, 10),
        new PlantedFault("proposes once and waits", "Propose repeated, left out only for T")
            .With("Group/Mesh.Attempts.cs", "DriveAttempt",
                "attempt.RepeatAt = now + _timing.Heartbeat / 4;",
                """
                attempt.RepeatAt = attempt.Installing
                    ? now + _timing.Heartbeat / 4 : attempt.StartedAt + _timing.Detection;
                """)
            .With("Group/Mesh.Attempts.cs", "NoteFollowing", "attempt.RepeatAt = now;", "")
            .FoundBy("I7", 10, 60),
        new PlantedFault("installs other members than it proposed", "1 I1 Agreement")
            .With("Group/Mesh.Attempts.cs", "SendMissing",
                "new InstallBody(attempt.Id, attempt.Members, wait).Write(ref body);",
                """
                new InstallBody(attempt.Id, [.. attempt.Members.Where(
                    other => other == member || other == _self)], wait).Write(ref body);
                """)
            .FoundBy("I1", 1, 10),
        new PlantedFault("tries again with an epoch that was used", "1: each try has a new epoch")
            .With("Group/Mesh.Attempts.cs", "Propose",
                "_highestEpoch = Math.Max(_highestEpoch, " +
                "Math.Max(_promised.Epoch, _installed.Id.Epoch)) + 1;",
                "_highestEpoch = _installed.Id.Epoch + 1;")
            .FoundBy("I1 I4", 1, 30),
        new PlantedFault("follows whoever proposes",
            "preferred coordinator in heartbeats, refusal, hold-down, present view first")
            .With("Group/Mesh.Newcomers.cs", "IsReady",
                "peer.Latest.PreferredCoordinator != _self", "false")
            .With("Group/Mesh.Proposing.cs", "PrefersStranger", "preferred < _self", "false")
            .With("Group/Mesh.Newcomers.cs", "IsWorthWaitingFor",
                "mate.Latest.PreferredCoordinator == _self", "false")
            .With("Group/Mesh.Proposing.cs", "Consider", "_preferred == _self", "true")
            .With("Group/Mesh.Promising.cs", "WhyRefuse", "coordinator.Id == _preferred", "true")
            .FoundInGraph("I7", 0x05b),
        new PlantedFault("takes a former view that goes on for one that is over",
            "4 Yield: unless it goes on")
            .With("Group/Mesh.Suspicion.cs", "JudgeSeniority", "LeftViewStands(now)", "false")
            .FoundIn<PartitionTests>(nameof(PartitionTests
                .A_host_that_was_cut_off_yields_to_the_view_that_goes_on_without_it)),
    ];
}
