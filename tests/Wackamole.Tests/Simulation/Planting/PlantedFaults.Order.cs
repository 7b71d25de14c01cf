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
            .FoundBy("I7 I9 I10", 80, 30),
        new PlantedFault("submits once", "2 Order: gaps are asked for again")
            .With("Group/Mesh.Ordering.cs", "SubmitMore",
                "_outbox.HasUnderWay && now >= _submitAgainAt", "false")
            .FoundBy("Node I7", 1, 60),
    ];
}
