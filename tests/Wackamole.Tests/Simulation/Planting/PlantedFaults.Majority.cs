using Wackamole.Tests.Quorum;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>Votes, how they change, and the lease by a majority (PROTOCOL.md 4 and 5).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Majority =>
    [
        new PlantedFault("takes the first clique where another has a majority",
            "majority clique before greedy clique")
            .With("Group/Mesh.Proposing.cs", "ChooseClique", """
                _majorities.Improve(electorate, OwnVote(electorate), _candidates, _installed,
                    lossCountsUntil, _clique);
                """, "")
            .FoundIn<MajorityTests>(nameof(MajorityTests
                .A_majority_that_could_be_formed_is_formed)),
        new PlantedFault("counts the vote of who has lost its list",
            "voter lists on disk, joint quorum")
            .With("Quorum/MemberVotes.cs", "IsInformed", "OnDisk.IsInformed", "true")
            .FoundIn<QuorumKeeperTests>(nameof(QuorumKeeperTests
                .A_voter_that_lost_its_disk_is_no_vote_until_a_majority_has_told_it)),
        new PlantedFault("goes by a new list alone as soon as it is proposed",
            "voter lists on disk, joint quorum")
            .With("Quorum/QuorumBook.cs", "Conclude", "Adopted = list;",
                "Adopted = member.Known.Pending?.List ?? list;")
            .FoundIn<QuorumKeeperTests>(nameof(QuorumKeeperTests
                .A_change_that_broke_off_binds_whoever_may_have_agreed_to_it)),
        new PlantedFault("lets a list be in force that one host has",
            "voter lists on disk, joint quorum")
            .With("Quorum/QuorumBook.cs", "IsProposalAdopted",
                "Count(Adopted, HasProposal) >= Adopted.Needed",
                "Count(Adopted, HasProposal) >= 1")
            .FoundIn<QuorumKeeperTests>(nameof(QuorumKeeperTests
                .A_change_that_broke_off_binds_whoever_may_have_agreed_to_it)),
        new PlantedFault("gives a name's vote to any machine",
            "a vote is a name on a machine")
            .With("Quorum/Voter.cs", "Is", "Machine == machine", "true")
            .FoundIn<QuorumKeeperTests>(nameof(QuorumKeeperTests
                .Another_machine_of_a_voters_name_gets_its_vote_from_a_majority_alone)),
        new PlantedFault("keeps its lease without a majority", "4 Quorum = majority: only a view")
            .With("Node.Quorum.cs", "IsQuorate", "_quorum is { IsQuorate: true }", "true")
            .With("Group/Mesh.Evidence.cs", "Evidence", "_majorityAsked", "false")
            .FoundBy("I6", ScenarioGenerator.FirstMajoritySeed, 60),
        new PlantedFault("takes acknowledgements of another view for evidence",
            "5 Required members: Only acknowledgements from incarnations of my installed view")
            .With("Group/Mesh.Evidence.cs", "MajorityEvidence", "_acknowledged.Clear();",
                """
                _acknowledged.Clear();
                foreach (var any in _peers)
                {
                    _acknowledged.Add((any.Evidence, any));
                }
                """)
            .FoundBy("I6", ScenarioGenerator.FirstMajoritySeed, 10),
        new PlantedFault("never balances where a majority is asked for",
            "3 Balance: until loads differ by at most one")
            .With("Allocation/Allocator.Sending.cs", "ProposeRound",
                "Balance.Plan(table, limit).Count > 0", "false")
            .FoundBy("I9", ScenarioGenerator.FirstMajoritySeed, 40),
        new PlantedFault("balances at every change of views where a majority is asked for",
            "3: nothing else moves")
            .With("Allocation/Allocator.cs", "EnterRun",
                "_own.Settings.AcquisitionsPerRound is null", "true")
            .FoundBy("I8", ScenarioGenerator.FirstMajoritySeed, 40),
    ];
}
