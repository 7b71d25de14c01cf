namespace Wackamole.Tests.Simulation.Planting;

/// <summary>Allocation and what is done with addresses (PROTOCOL.md 3).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Allocation =>
    [
        new PlantedFault("takes before Released", "3 Moves are two steps")
            .With("Allocation/Allocator.cs", "IsMine", "row.Holder == _self && !row.Moving",
                "(row.Moving ? row.Target : row.Holder) == _self")
            .FoundBy("I6", 20, 60),
        new PlantedFault("says Released before it has read that back", "3 Moves are two steps")
            .With("Node.Addresses.cs", "Release", "_addresses.BeginRemove(head);",
                """
                _addresses.BeginRemove(head);
                if (!_allocator.Wanted(head))
                {
                    _allocator.Removed(head, now);
                }
                """)
            .FoundBy("I6", 5, 60),
        new PlantedFault("adds while it gathers",
            "view id in every message; nothing added from View to end of Gather")
            .With("Allocation/Allocator.cs", "MayAdd",
                "_state == AllocationState.Run && !_yielding && !_table!.Frozen",
                "_state is AllocationState.Run or AllocationState.Gather && !_yielding "
                + "&& _table is { Frozen: false }")
            .FoundBy("I6", 20, 60),
        new PlantedFault("does not report an addition that was begun",
            "view id in every message; nothing added from View to end of Gather")
            .With("Addresses/AddressTable.cs", "Holds", "PhaseOf(head) != AddressPhase.Absent",
                "PhaseOf(head) == AddressPhase.Held")
            .FoundIn<KernelTests>(nameof(KernelTests
                .A_view_that_forms_while_an_address_is_being_added_gives_it_to_nobody_else)),
        new PlantedFault("claims while immature", "3 Mature: a fresh cluster waits")
            .With("Allocation/Allocator.cs", "MatureDeadline", "since + _own.Settings.Mature",
                "since")
            .FoundBy("Mature", 1, 20),
        new PlantedFault("keeps what it lost in a conflict", "3: losers release")
            .With("Node.Addresses.cs", "ReconcileOne",
                "Release(head, \"it moves to another host\", now);", "")
            .FoundBy("I3 I6 I9", 1, 40),
        new PlantedFault("leaves what failed where it failed", "3 Also ordered: Failed")
            .With("Allocation/Allocator.Delivery.cs", "ApplyFailed",
                "table.Release(row, sender);", "")
            .FoundIn<KernelTests>(nameof(KernelTests
                .A_host_whose_kernel_refuses_every_address_leaves_them_to_the_others)),
        new PlantedFault("does not do its own balance rounds", "3 I10 Same table")
            .With("Allocation/Allocator.Delivery.cs", "Apply",
                "ApplyBalance(table, balance.Limit);",
                "if (sender != _self) { ApplyBalance(table, balance.Limit); }")
            .FoundBy("I6 I7 I9 I10", 1, 40),
        new PlantedFault("never balances", "3 Balance: until loads differ by at most one")
            .With("Allocation/Allocator.Sending.cs", "ProposeRound",
                "Balance.Plan(table, limit).Count > 0", "false")
            .FoundBy("I9", 1, 40),
        new PlantedFault("balances without regard to weights", "3 Balance: for its weight")
            .With("Allocation/Table/Share.cs", "GainsByGivingTo",
                "Load * taker.Weight > (taker.Load + 1) * Weight", "Load > taker.Load + 1")
            .FoundBy("I9", 1, 60),
        new PlantedFault("balances at every change of views", "3: nothing else moves")
            .With("Allocation/Allocator.cs", "EnterRun",
                "_own.Settings.AcquisitionsPerRound is null", "true")
            .FoundBy("I8", 1, 60),
        new PlantedFault("announces what it is about to add", "3 I11 Real")
            .With("Node.Addresses.cs", "TakePending", "_addresses.BeginAdd(head);",
                """
                _addresses.BeginAdd(head);
                StartAnnouncing(_addresses.Configured(head)!, _lastRun);
                """)
            .FoundBy("I11", 1, 10),
        new PlantedFault("leaves with its addresses on", "2 Suspicion: set only when nothing is")
            .With("Node.Membership.cs", "CanLeave", "return _addresses.IsEmpty;",
                "return true;")
            .FoundIn<KernelTests>(nameof(KernelTests
                .The_last_host_takes_its_addresses_off_before_it_is_gone_however_long_that_takes)),
    ];
}
