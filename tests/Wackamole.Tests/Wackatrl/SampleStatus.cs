using System.Collections.Immutable;
using Wackamole.Core.Control;

namespace Wackamole.Tests.Wackatrl;

/// <summary>A small cluster in which nearly everything happens.</summary>
internal static class SampleStatus
{
    public static ClusterStatus Troubled { get; } = new()
    {
        Node = "web1",
        Group = "wack1",
        Engine = "mesh",
        State = "run",
        View = "7.web1/11",
        ViewAgeSeconds = 192.4,
        Mature = true,
        LeaseValid = true,
        Fence = "kernel",
        Members =
        [
            Member("web1", "self", held: 2),
            Member("web2", "member", held: 1, flags: ["draining"], links:
            [
                new LinkStatus("10.0.0.2:4803", true, 0.03, 0),
                new LinkStatus("[fd00::2]:4803", false, 12.2, 100),
            ]),
            Member("web3", "one-way", held: 0, flags: ["unfenced"], links:
                [new LinkStatus("10.0.0.3:4803", true, 0.045, 12.5)]),
        ],
        VirtualInterfaces =
        [
            Held("192.0.2.10", "web1") with
            {
                Addresses = ["eth0:192.0.2.10/24", "bond10:192.0.2.11/24"],
                PinnedTo = "web1",
                PreferredBy = ["web2", "web3"],
            },
            Held("192.0.2.12", "web1") with
            {
                State = "moving", Reason = "it moves from web1 to web2",
            },
            Held("fd00:1234:5678:9abc:def0:1234:5678:9abc", "web2") with
            {
                Addresses = [], Holder = null, State = "uncovered", SinceSeconds = 4.24,
                Reason = "no host can hold it: web1: its configuration does not list it; "
                    + "web2: it drains",
            },
        ],
        Counters = ImmutableSortedDictionary<string, long>.Empty
            .Add("fence.dropped", 9)
            .Add("fence.dropped.egress.arp.lapsed", 2)
            .Add("fence.dropped.ingress.ipv4.closed", 7)
            .Add("packets.refused.Replayed", 3)
            .Add("packets.refused.Unauthenticated", 12),
    };

    public static ClusterStatus Healthy { get; } = Troubled with
    {
        Members = [Member("web1", "self", held: 1)],
        VirtualInterfaces = [Held("192.0.2.10", "web1")],
        Counters = ImmutableSortedDictionary<string, long>.Empty,
    };

    public static MemberStatus Member(string name, string state, int held,
        ImmutableArray<string>? flags = null, ImmutableArray<LinkStatus>? links = null) => new()
        {
            Name = name,
            Incarnation = 11,
            State = state,
            Flags = flags ?? [],
            AgeSeconds = 7530,
            SilentSeconds = state == "self" ? 0 : 0.03,
            Weight = 1,
            Held = held,
            Links = links ?? [],
        };

    public static VirtualInterfaceStatus Held(string name, string holder) => new()
    {
        Name = name,
        Addresses = [$"eth0:{name}/24"],
        Holder = holder,
        SinceSeconds = 192,
        State = "held",
        Reason = null,
        PinnedTo = null,
        PreferredBy = [],
    };
}
