namespace Wackamole.Tests.Simulation.Planting;

/// <summary>«Promise» and incarnations (PROTOCOL.md 2), one sentence after the other.</summary>
internal static partial class PlantedFaults
{
    private static PlantedFault[] Promises =>
    [
        new PlantedFault("promises less than it promised before",
            "2 Promise: above my highest promise")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "propose.Id < _promised || propose.Id <= _installed.Id",
                "propose.Id <= _installed.Id")
            .FoundBy("I1 I4 I5 I6 I7", 1, 200),
        new PlantedFault("promises a view with whom it withdrew from",
            "2 Promise: contains no incarnation I withdrew from")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "known.Id.Incarnation > member.Incarnation "
                + "|| (known.Id == member && known.Withdrawn)",
                "known.Id.Incarnation > member.Incarnation")
            .FoundBy("I4 I5 I6 I7", 1, 200),
        new PlantedFault("promises to anybody",
            "preferred coordinator in heartbeats, refusal, hold-down, present view first")
            .With("Group/Mesh.Promising.cs", "WhyRefuse", "coordinator.Id > _preferred", "false")
            .FoundBy("I4 I5 I7", 1, 200),
        new PlantedFault("promises to leave out whom it hears",
            "2 Promise: leaves out nobody whom I heard both ways")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "LeavesOutHeard(propose.Members, now)", "false")
            .FoundBy("I7", 1, 200),
        new PlantedFault("promises to a deaf coordinator",
            "2 Promise: A coordinator that is deaf is always refused")
            .With("Group/Mesh.Promising.cs", "WhyRefuse",
                "coordinator.IsDeaf(now, _timing.Fresh)", "false")
            .FoundBy("I7", 10, 60),
        new PlantedFault("goes on acknowledging whom it left out",
            "withdrawal is final; silent first L; Install only for the highest promise")
            .With("Group/Mesh.Promising.cs", "Promise", "peer.Withdrawn = true;", "")
            .FoundBy("I4 I6", 15, 60),
        new PlantedFault("installs any view that is higher than its own",
            "withdrawal is final; silent first L; Install only for the highest promise")
            .With("Group/Mesh.Promising.cs", "HearInstall", "install.Id == _promised",
                "install.Id > _installed.Id")
            .FoundBy("I4 I5 I6 I7", 1, 200),
        new PlantedFault("hides a promise whose Install is overdue",
            "a promise without an Install is visible in heartbeats")
            .With("Group/Mesh.Heartbeats.cs", "FillHeartbeat",
                "_heartbeat.OverduePromise = OverduePromise(now);",
                "_heartbeat.OverduePromise = ViewId.None;")
            .With("Group/Mesh.Proposing.cs", "IsWedged",
                "_wedged || OverduePromise(now) != ViewId.None", "false")
            .FoundBy("I4 I7", 1, 200),
        new PlantedFault("acknowledges and is acknowledged by name",
            "incarnation in ids and acknowledgements")
            .With("Group/Mesh.Heartbeats.cs", "HearAboutUs", "report.Member != _self",
                "report.Member.Name != _self.Name")
            .FoundBy("I4 I6 I7", 1, 200),
        new PlantedFault("joins anew while it still holds", "2 Promise: A running daemon takes")
            .With("Node.Membership.cs", "Proceed", "_addresses.IsEmpty", "true")
            .With("Node.Membership.cs", "LoseGroup",
                "RemoveEverything(\"this host is out of the group\", now);", "")
            .FoundBy("I6 I8 I11", 1, 200),
    ];
}
