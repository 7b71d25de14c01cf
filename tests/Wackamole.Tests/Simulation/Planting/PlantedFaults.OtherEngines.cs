using Wackamole.Tests.Engines;

namespace Wackamole.Tests.Simulation.Planting;

/// <summary>
/// Over an engine outside the process (PROTOCOL.md 5; decisions 0007, 0011, 0013).
/// </summary>
internal static partial class PlantedFaults
{
    private const string Over = "5 Over Corosync or Spread: ";

    private static PlantedFault[] OtherEngines =>
    [
        new PlantedFault("sends no Alive in a round", Over + "evidence on while the next is agreed")
            .With("Group/Ordered/OrderedGroup.Alives.cs", "MaySendAlive",
                "!(_inRound && _ringIsOver)", "!_inRound")
            .FoundIn<OrderedRuleTests>(nameof(OrderedRuleTests.Mute_newcomer_darkens_nobody)),
        new PlantedFault("takes an Alive of a ring that is over for evidence",
            Over + "as long as its ring lasts")
            .With("Group/Ordered/OrderedGroup.Alives.cs", "MaySendAlive",
                "!(_inRound && _ringIsOver)", "true")
            .With("Group/Ordered/OrderedGroup.Alives.cs", "TakeOwnAlive",
                "!_ringIsOver", "true")
            .FoundIn<OrderedRuleTests>(nameof(OrderedRuleTests.Another_ring_proves_nothing)),
        new PlantedFault("waits for a session that was never a member",
            Over + "waited for by nobody")
            .With("Group/Ordered/OrderedGroup.Waits.cs", "NoteWait",
                "peer.Session == _ownName || peer.IsNew", "peer.Session == _ownName")
            .FoundIn<OrderedRuleTests>(
                nameof(OrderedRuleTests.Newcomer_that_goes_is_not_waited_for)),
        new PlantedFault("gives a newcomer T for its Hello", Over + "left out after H")
            .With("Group/Ordered/OrderedGroup.Alives.cs", "MissedAt",
                "_ownHelloAt + _timing.Fresh", "late")
            .FoundIn<OrderedRuleTests>(
                nameof(OrderedRuleTests.Mute_newcomer_holds_up_a_move_for_H)),
        new PlantedFault("forgets with its session whom it had known", "5 The wait")
            .With("Group/Ordered/OrderedGroup.cs", "EnterLost", "NoteWaitsOfAll(now);", "")
            .FoundIn<OrderedRuleTests>(
                nameof(OrderedRuleTests.New_session_waits_for_whom_the_last_one_knew)),
        new PlantedFault("waits for nobody where one of a majority is new", "5 The wait")
            .With("Group/Ordered/OrderedGroup.Waits.cs", "MergeWaits",
                "fresh > 0 && _isMajorityAsked", "false")
            .FoundIn<OrderedRuleTests>(
                nameof(OrderedRuleTests.Majority_that_passes_on_takes_nothing_early)),
        new PlantedFault("waits for a dead host before it takes what is handed over",
            "3 Unheld means wait")
            .With("Node.Lease.cs", "MayTakeHandedOver", "!_group.HasPromisedHigher",
                "!_group.HasPromisedHigher && now >= WaitEnds")
            .FoundIn<OrderedRuleTests>(
                nameof(OrderedRuleTests.What_is_handed_over_waits_for_nobody)),
        new PlantedFault("settles anew with each view of the same members",
            Over + "settles before it takes")
            .With("Group/Ordered/OrderedGroup.Rounds.cs", "Install",
                "!members.SequenceEqual(_installed.Members)", "true")
            .FoundIn<OrderedRuleTests>(nameof(OrderedRuleTests
                .Ring_that_is_formed_again_and_again_is_no_reason_to_take_nothing)),
        new PlantedFault("stays in the engine's group when told to fail", "1 Leave")
            .With("Group/Ordered/OrderedGroup.cs", "Lose", "EndSession();", "")
            .FoundIn<OrderedRuleTests>(nameof(OrderedRuleTests.Fail_leaves_the_engine)),
        new PlantedFault("takes an unconfirmed Alive for evidence",
            Over + "counts only when the others have it")
            .With("Group/Ordered/OrderedGroup.Confirming.cs", "TakeConfirmed",
                "isAnyHeard ? own.Place <= confirmed : own.WasQuick", "true")
            .FoundIn<ConfirmedAliveTests>(nameof(ConfirmedAliveTests
                .What_came_back_is_evidence_only_when_the_other_says_that_it_has_it)),
    ];
}
