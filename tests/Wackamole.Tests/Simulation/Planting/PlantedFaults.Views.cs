namespace Wackamole.Tests.Simulation.Planting;

/// <summary>Suspicion, who proposes, and agreement (PROTOCOL.md 2).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Views =>
    [
        new PlantedFault("counts a one-way link as two-way", "2 Heartbeat: it hears me, both ways")
            .With("Group/Peer.cs", "IsHeardBothWays", "HearsUs && !Withdrawn", "!Withdrawn")
            .FoundBy("I4 I5 I6 I7", 1, 100),
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
        new PlantedFault("takes newcomers before members of its view",
            "preferred coordinator in heartbeats, refusal, hold-down, present view first")
            .With("Group/Clique.cs", "Build",
                "present.Contains(candidate.Id) && FitsAll(candidate, into, present, " +
                "lossCountsUntil)", "FitsAll(candidate, into, present, lossCountsUntil)")
            .FoundBy("I4 I5 I7", 1, 100),
        new PlantedFault("proposes who follows a stranger",
            "preferred coordinator in heartbeats, refusal, hold-down, present view first")
            .With("Group/Mesh.Proposing.cs", "FollowsStranger", "!PrefersStranger(peer)", "true")
            .FoundBy("I4 I5 I7", 1, 100),
        new PlantedFault("proposes a refuser again at once",
            "preferred coordinator in heartbeats, refusal, hold-down, present view first")
            .With("Group/Mesh.Attempts.cs", "HoldDown",
                "peer.HeldDownUntil = now + peer.RefusalDelay + _random.Below(_timing.Heartbeat);",
                "")
            .FoundBy("I4 I5 I7", 1, 100),
        new PlantedFault("takes no newcomer", "2 Who proposes: A newcomer is added")
            .With("Group/Mesh.Proposing.cs", "IsReady",
                "peer.Latest.PreferredCoordinator != _self", "true")
            .FoundBy("I4", 1, 10),
        new PlantedFault("proposes once and waits", "Propose repeated, left out only for T")
            .With("Group/Mesh.Attempts.cs", "DriveAttempt",
                "attempt.RepeatAt = now + _timing.Heartbeat / 4;",
                """
                attempt.RepeatAt = attempt.Installing
                    ? now + _timing.Heartbeat / 4 : attempt.StartedAt + _timing.Detection;
                """)
            .FoundBy("I7", 10, 60),
        new PlantedFault("leaves out who does not answer for a heartbeat",
            "Propose repeated, left out only for T")
            .With("Group/Mesh.Attempts.cs", "DriveAttempt",
                "now - attempt.StartedAt >= _timing.Detection",
                "now - attempt.StartedAt >= _timing.Heartbeat / 4")
            .FoundBy("I7", 1, 100),
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
        new PlantedFault("is evicted by not being heard",
            "a deaf member is not waited for; *withdrawn* alone evicts")
            .With("Group/Mesh.Heartbeats.cs", "NoteAboutUs",
                "verdict == PeerVerdict.Withdrawn && _phase == MeshPhase.Active",
                "verdict is PeerVerdict.Withdrawn or PeerVerdict.NotHeard "
                + "&& _phase == MeshPhase.Active")
            .With("Group/Mesh.Heartbeats.cs", "Evicts", "peer.IsDeaf(now, _timing.Fresh)", "false")
            .FoundBy("I7 I5", 1, 100),
        new PlantedFault("is evicted by the deaf",
            "a deaf member is not waited for; *withdrawn* alone evicts")
            .With("Group/Mesh.Heartbeats.cs", "Evicts", "peer.IsDeaf(now, _timing.Fresh)", "false")
            .FoundBy("I7", 1, 60),
        new PlantedFault("is evicted by strangers", "2 Eviction: from a member of my view")
            .With("Group/Mesh.Heartbeats.cs", "Evicts", "_installed.Contains(peer.Id)", "true")
            .FoundBy("I7", 35, 60),
        new PlantedFault("judges before it reads what came while it was stopped",
            "stall reads its queue first")
            .With("Node.cs", "SettleStall", "_fence == FenceKind.None || _stalledFor > " +
                "timing.Detection - timing.Heartbeat", "false")
            .With("Node.cs", "Handle",
                "_mesh.Receive(input.Payload, input.Source, input.Link, now);",
                """
                if (_stalledFor != TimeSpan.Zero)
                {
                    Tick(now);
                }

                _mesh.Receive(input.Payload, input.Source, input.Link, now);
                """)
            .FoundIn<StallTests>(nameof(StallTests
                .A_stop_of_about_the_detection_time_costs_nobody_else_an_address)),
    ];
}
