namespace Wackamole.Tests.Simulation.Planting;

/// <summary>The lease and the wait (PROTOCOL.md 5).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Leases =>
    [
        new PlantedFault("waits for the silent for T in its lease", "H instead of")
            .With("Group/Mesh.Evidence.cs", "IsRequired", "peer.IsHeard(now, _timing.Fresh)",
                "peer.IsHeard(now, _timing.Detection)")
            .With("Group/Mesh.Evidence.cs", "IsRequired", "!peer.IsDeaf(now, _timing.Fresh)",
                "!peer.IsDeaf(now, _timing.Detection)")
            .With("Group/Mesh.Evidence.cs", "NextEvidenceChange",
                "Instant.Min(peer.LastHeard, peer.HearsSomebody) + _timing.Fresh",
                "Instant.Min(peer.LastHeard, peer.HearsSomebody) + _timing.Detection")
            .FoundBy("I7", 1, 40),
        new PlantedFault("waits for the deaf in its lease",
            "a deaf member is not waited for; *withdrawn* alone evicts")
            .With("Group/Mesh.Evidence.cs", "IsRequired", "!peer.IsDeaf(now, _timing.Fresh)",
                "true")
            .With("Group/Mesh.Evidence.cs", "NextEvidenceChange",
                "Instant.Min(peer.LastHeard, peer.HearsSomebody) + _timing.Fresh",
                "peer.LastHeard + _timing.Fresh")
            .FoundIn<PartitionTests>(nameof(PartitionTests
                .The_coordinator_that_hears_nobody_is_left_out)),
        new PlantedFault("extends its lease from the time of storing",
            "5 Required members: I may extend to s + L")
            .With("Lease/LeaseKeeper.cs", "Extend", "evidence + length", "now + length")
            .FoundBy("I6", 1, 20),
        new PlantedFault("extends its lease by the newest acknowledgement of anybody",
            "5 Required members: s = the least, over required members")
            .With("Group/Mesh.Evidence.cs", "Evidence",
                "evidence = Instant.Min(evidence ?? Instant.Never, peer.Evidence);",
                "evidence = Instant.Max(evidence ?? Instant.Past, peer.Evidence);")
            .FoundBy("I6", 1, 20),
        new PlantedFault("extends its lease by twice its length", "5 Required members: s + L")
            .With("Lease/LeaseKeeper.cs", "Extend", "evidence + length", "evidence + 2 * length")
            .FoundBy("I6", 1, 10),
        new PlantedFault("moves its lease word back", "5: The word never goes down")
            .With("Lease/LeaseKeeper.cs", "Extend",
                "until <= now || (IsValid(now) && until < Until + step)", "until <= now")
            .FoundBy("I6", 1, 20),
        new PlantedFault("takes what nobody holds without a wait",
            "waits kept per incarnation across views and tries; unheld means wait")
            .With("Node.Lease.cs", "MayTakeUnheld", "now >= wait", "true")
            .With("Node.Lease.cs", "MayTakeUnheld", "evidence >= wait", "true")
            .FoundBy("I6", 1, 60),
        new PlantedFault("promises without telling its waits",
            "waits kept per incarnation across views and tries; unheld means wait")
            .With("Group/Mesh.Promising.cs", "OwnWaits", "return waits.ToImmutable();",
                "return [];")
            .FoundBy("I6", 1, 60),
        new PlantedFault("installs without what members told of waits",
            "5 The wait: a coordinator keeps what it was told")
            .With("Group/Mesh.Attempts.cs", "LongestWait", "_toldWaits.Longest(now, members)",
                "TimeSpan.Zero")
            .FoundBy("I6", 1, 60),
        new PlantedFault("waits by its own lease for everybody",
            "5 The wait: as long as the lease that the lost member had told of")
            .With("Group/Mesh.Promising.cs", "LeaseOf",
                "peer.HasHeartbeat && peer.Latest.Lease > _timing.Lease", "false")
            .FoundIn<DifferingTimesTests>(nameof(DifferingTimesTests
                .Hosts_with_a_shorter_lease_wait_for_the_longer_one_of_a_daemon_that_was_killed)),
        new PlantedFault("takes the word of a dead run for one of the next",
            "5 The wait: a sealed Dead(incarnation), of that incarnation alone")
            .With("Group/Mesh.Receive.cs", "HearDead", "PeerOf(dead.Dead)",
                "_byName.GetValueOrDefault(dead.Dead.Name)")
            .FoundBy("I4 I6 I7", 1, 40),
        new PlantedFault("holds a name for dead for ever",
            "5 The wait: a sealed Dead(incarnation), of that incarnation alone")
            .With("Group/WaitLedger.cs", "IsGone", "_gone.Contains(member)",
                "_gone.Any(one => one.Name == member.Name)")
            .FoundBy("I4 I6 I7", 1, 40),
        new PlantedFault("waits for the dead although they have said so",
            "5 The wait: cut short only by word of the dead themselves")
            .With("Group/Mesh.Receive.cs", "HearDead", "peer.Departed = true;", "")
            .FoundIn<SentinelScenarioTests>(nameof(SentinelScenarioTests
                .Killed_daemon_is_replaced_within_milliseconds_and_nothing_else_moves)),
    ];
}
