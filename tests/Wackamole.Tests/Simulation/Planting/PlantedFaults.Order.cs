namespace Wackamole.Tests.Simulation.Planting;

/// <summary>The order of messages (PROTOCOL.md 1 and 2).</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Order =>
    [
        new PlantedFault("delivers out of order", "1 I2 Total order")
            .With("Group/Mesh.Ordering.cs", "HearOrdered",
                """
                _inbox.Add(ordered.Sequence,
                    new Fragment(ordered.Sender, ordered.Header, ordered.Fragment.ToArray()));
                """,
                """
                _inbox.Add(_inbox.Delivered + 1,
                    new Fragment(ordered.Sender, ordered.Header, ordered.Fragment.ToArray()));
                """)
            .FoundBy("I2", 1, 30),
        new PlantedFault("orders a sender's messages as they arrive", "1 I2: of each sender")
            .With("Group/Sequencer.cs", "Arrange", "inlet.Stash[sequence] = fragment;",
                "inlet.Stash[inlet.Next] = fragment;")
            .FoundBy("I2 I3 I7", 1, 60),
        new PlantedFault("does not ask for what is missing", "2 Order: gaps are asked for again")
            .With("Group/Mesh.Ordering.cs", "AskForMissing",
                "!_inbox.HasGap || IsSequencer", "true")
            .FoundBy("I7 I9 I10", 20, 60),
        new PlantedFault("submits once", "2 Order: gaps are asked for again")
            .With("Group/Mesh.Ordering.cs", "SubmitMore",
                "_outbox.HasUnderWay && now >= _submitAgainAt", "false")
            .FoundBy("Node I7", 1, 60),
        new PlantedFault("takes messages of any view",
            "view id in every message; nothing added from View to end of Gather")
            .With("Group/Mesh.Ordering.cs", "HearOrdered",
                "ordered.View == _installed.Id && peer.Id == _installed.Id.Coordinator",
                "peer.Id == _installed.Id.Coordinator")
            .With("Group/Mesh.Ordering.cs", "HearSubmit", "submit.View == _installed.Id", "true")
            .FoundBy("I2 I3", 1, 200),
        new PlantedFault("takes replayed packets", "2 Transport: Replays")
            .With("Group/Mesh.Receive.cs", "Admit", "peer.Admit(header.Counter)",
                "ReplayVerdict.New")
            .FoundBy("I2 I4 I5 I6 I7", 1, 200),
    ];
}
