namespace Wackamole.Tests.Simulation.Planting;

/// <summary>Yield, Alone and Boot (PROTOCOL.md 4).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Partitions =>
    [
        new PlantedFault("yields to nobody", "yield")
            .With("Group/Mesh.Suspicion.cs", "JudgeSeniority",
                "Yielding = _hearsSenior || memberYields;", "Yielding = false;")
            .FoundBy("I6", 1, 60),
        new PlantedFault("tells nobody whom it gives way to", "4 Yield: it tells to which view")
            .With("Group/Mesh.Heartbeats.cs", "FillHeartbeat", "Yielding ? _senior : ViewRank.None",
                "ViewRank.None")
            .FoundIn<YieldTests>(nameof(YieldTests
                .Who_hears_of_its_senior_only_through_others_gives_way_and_outlives_it)),
        new PlantedFault("tells on what strangers told it",
            "4 Yield: what strangers tell is never told on")
            .With("Group/Mesh.Suspicion.cs", "JudgeSeniority",
                "hearsSenior |= peer.Latest.Senior.Outranks(own);",
                """
                hearsSenior |= peer.Latest.Senior.Outranks(own);
                NoteSenior(peer.Latest.Senior, own, isHeard: true);
                """)
            .FoundIn<YieldTests>(nameof(YieldTests
                .Who_hears_of_its_senior_only_through_others_gives_way_and_outlives_it)),
        new PlantedFault("takes a senior that was stopped for a deaf one",
            "4 Yield: a stopped senior is waited for until its lease is over")
            .With("Group/Mesh.Suspicion.cs", "DeafAfter",
                "YieldsTo(view)", "false")
            .FoundIn<YieldTests>(nameof(YieldTests
                .Who_gives_way_to_a_host_that_stops_waits_until_its_lease_has_ended)),
        new PlantedFault("stays though it withdrew from its senior",
            "2 Eviction: who withdrew from one of its senior view that would take it")
            .With("Group/Mesh.Heartbeats.cs", "NoteAboutUs", "HoldsApart(peer, now)", "false")
            .FoundIn<PartitionTests>(nameof(PartitionTests
                .A_merge_that_is_cut_off_at_any_moment_is_made_good_when_the_link_returns)),
        new PlantedFault("takes a newcomer and leaves its mate, who has yet to notice",
            "2 Who proposes: newcomers of one view come together")
            .With("Group/Mesh.Newcomers.cs", "IsWorthWaitingFor",
                "IsYetToNotice(peer, _timing.Detection + _timing.Fresh, now)", "false")
            .FoundIn<HealthyMatesTests>(nameof(HealthyMatesTests
                .Who_waited_for_the_coordinator_to_go_takes_in_all_of_its_mates)),
        new PlantedFault("believes in a run that a mate knows to be over",
            "2 Suspicion: the older run where a newer one appears")
            .With("Group/Mesh.Heartbeats.cs", "NoteNewerRuns",
                "known.Superseded = _unsettled = true;", "")
            .FoundBy("I7", 7861, 1),
        new PlantedFault("knows only the last view that a newcomer's mates were in",
            "4 Yield: views that members come from are former views of all")
            .With("Group/Mesh.cs", "RememberFormerViews",
                "RememberFormerView(former, next.Id);", "")
            .FoundBy("I7", 6566, 1),
        new PlantedFault("goes by names alone when mates are at odds",
            "2 Who proposes: the sick one is to go")
            .With("Group/Clique.cs", "Build", "into.Count < members", "false")
            .FoundBy("I8", 6199, 1),
        new PlantedFault("takes on proof of an earlier wish", "1 I12 Not deaf")
            .With("Node.Addresses.cs", "Want", "_guard.Doubt(head);", "")
            .FoundBy("I12", 5221, 1),
        new PlantedFault("counts those in its own view for the one that they left",
            "4 Yield: not counting those who are in mine")
            .With("Group/Mesh.Suspicion.cs", "HasMostOfLeftView",
                "!_installed.Contains(report.Member)", "true")
            .FoundIn<HealthyMatesTests>(nameof(HealthyMatesTests
                .A_host_that_was_left_out_and_has_yet_to_hear_so_costs_nobody_anything)),
        new PlantedFault("proposes on the first word of a loss",
            "2 Who proposes: h/4 after a member that is still heard has ceased to hear me")
            .With("Group/Mesh.Proposing.cs", "Decide", "AwaitsWordOfUs(now)", "false")
            .FoundIn<HealthyMatesTests>(nameof(HealthyMatesTests
                .A_coordinator_that_one_mate_alone_hears_for_a_while_costs_no_other_its_place)),
        new PlantedFault("lets a member evict it that it withdrew from",
            "2 Eviction: unless I withdrew from it too")
            .With("Group/Mesh.Heartbeats.cs", "Evicts",
                "!(peer.Withdrawn && now - peer.WithdrawnAt < _timing.Detection)", "true")
            .FoundBy("I8", 15516, 1),
        new PlantedFault("is patient with who would evict it for as long as it proposes",
            "2 Eviction: less than T ago")
            .With("Group/Mesh.Heartbeats.cs", "Evicts", "peer.WithdrawnAt", "_promisedAt")
            .FoundBy("I4", 8631, 1),
        new PlantedFault("takes a view that it is to be in for another one's",
            "4 Yield: nor is a view that I promised")
            .With("Group/Mesh.Suspicion.cs", "IsForeign", "!IsPromised(view)",
                "view != _promised")
            .FoundBy("I7", 15460, 1),
        new PlantedFault("follows its coordinator away from several who lost that",
            "2 Promise: two of whom say that they do not hear it")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "SeveralLost(coordinator, propose.Members, now)", "false")
            .FoundBy("I7", 18024, 1),
        new PlantedFault("gives way to more hosts that hold nothing",
            "4 Yield: one of which a member holds something")
            .With("Wire/ViewRank.cs", "Outranks", "Holding != other.Holding", "false")
            .FoundBy("I7", 8635, 1),
        new PlantedFault("gives way for ever because it holds nothing",
            "4 Yield: and is not 4 T old yet")
            .With("Group/Mesh.Suspicion.cs", "NoteRank",
                "now - _installedAt >= MergeDetections * _timing.Detection", "false")
            .FoundIn<YieldTests>(nameof(YieldTests
                .Who_holds_a_part_and_takes_nobody_in_does_not_keep_others_from_the_rest)),
        new PlantedFault("takes a newcomer and leaves its mates, who are only just heard",
            "2 Who proposes: newcomers of one view come together")
            .With("Group/Mesh.Newcomers.cs", "IsWorthWaitingFor", "IsJustHeard(mate, now)", "false")
            .FoundBy("I7", 10189, 1),
        new PlantedFault("waits for ever for who cannot take it", "2 Forsaken")
            .With("Group/Mesh.Proposing.cs", "Consider", "IsForsaken(now)", "false")
            .FoundIn<YieldTests>(nameof(YieldTests
                .Drained_hosts_that_cannot_take_others_do_not_keep_them_from_serving)),
        new PlantedFault("goes on alone without proof", "Alone and Boot probes")
            .With("Node.Lease.cs", "KeepLease", "_alone && _guard.HasCleared", "_alone")
            .With("Lease/SegmentGuard.cs", "IsCleared", "!IsNeeded || _cleared.Contains(head)",
                "true")
            .FoundIn<FirewallTests>(nameof(FirewallTests
                .A_host_that_hears_no_station_at_all_takes_nothing)),
        new PlantedFault("claims first without asking the segment", "Alone and Boot probes")
            .With("Node.Lease.cs", "KeepLease",
                "_guard.Need(member && !GivesWay && (_alone || _bootClaims));",
                "_guard.Need(member && !GivesWay && _alone);")
            .FoundIn<FirewallTests>(nameof(FirewallTests
                .A_fresh_pair_takes_nothing_that_a_host_behind_a_firewall_answers_for)),
        new PlantedFault("takes alone what another station answers for",
            "4 Alone and Boot: answered means not taken")
            .With("Lease/SegmentGuard.cs", "Note",
                "virtualInterface.Addresses.Any(one => probed.Answered.Contains(one.Address))",
                "false")
            .FoundIn<FirewallTests>(nameof(FirewallTests
                .A_lone_host_takes_nothing_that_another_answers_for)),
        new PlantedFault("keeps alone what a foreign station claims",
            "4 Alone and Boot: a foreign claim of a held address evicts")
            .With("Node.Lease.cs", "TakeForeignClaim", "_alone && _addresses.Holds(claim.Head)",
                "false")
            .FoundIn<FirewallTests>(nameof(FirewallTests
                .Two_lone_hosts_that_both_answer_settle_it_by_their_announcements)),
    ];
}
