using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core;

/// <summary>
/// What an operator decides about one host; produced from its configuration file.
/// </summary>
public sealed record NodeSettings
{
    /// <summary>The node's name, unique in the cluster.</summary>
    public required string Name { get; init; }

    /// <summary>The group: clusters of different groups on one network ignore each other.</summary>
    public required string Group { get; init; }

    public required Timing Timing { get; init; }

    /// <summary>How long a fresh cluster waits for others before it claims anything.</summary>
    public TimeSpan Mature { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two balance rounds.</summary>
    public TimeSpan BalanceInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Most moves of a balance round; null for all that are needed at once.</summary>
    public int? AcquisitionsPerRound { get; init; } = 1;

    /// <summary>
    /// Share of the virtual interfaces that this host takes, against the others' weights.
    /// </summary>
    public int Weight { get; init; } = 1;

    /// <summary>The virtual interfaces that this host can hold, in order of their heads.</summary>
    public ImmutableArray<VirtualInterface> VirtualInterfaces { get; init; } = [];

    /// <summary>Blocks whose virtual interfaces (by head) this host would rather hold.</summary>
    public ImmutableArray<AddressBlock> Preferred { get; init; } = [];

    /// <summary>Other hosts, one endpoint per link; own endpoints among them do no harm.</summary>
    public ImmutableArray<ImmutableArray<Endpoint>> Peers { get; init; } = [];

    /// <summary>The multicast group that is used where no peers are listed.</summary>
    public Endpoint? Multicast { get; init; }

    /// <summary>Number of local links (sockets) that every packet goes over: 1 or 2.</summary>
    public int Links { get; init; } = 1;

    /// <summary>Only a view with more than half of the votes holds anything.</summary>
    public bool Majority { get; init; }

    /// <summary>
    /// The names of the nodes that vote, in any order; a change goes through the order of the
    /// cluster. Without effect unless Majority, and where an engine counts votes itself.
    /// </summary>
    public ImmutableArray<string> Voters { get; init; } = [];

    /// <summary>This host votes and holds nothing.</summary>
    public bool Witness { get; init; }

    /// <summary>Keys that packets are sealed with; null for none (Authentication = none).</summary>
    public ClusterKeys? Keys { get; init; }

    /// <summary>
    /// The engine outside this process that the group is made of; null for the embedded Mesh.
    /// </summary>
    public OrderedGroupSettings? OrderedGroup { get; init; }

    public Notification Notify { get; init; } = Notification.None;

    /// <summary>Time between two slow repeats of the announcement of what is held.</summary>
    public TimeSpan AnnounceRefresh { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time between two reports of this host's ARP table to the cluster.</summary>
    public TimeSpan ArpTableInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest time that an orderly leave may take before what is held is dropped.
    /// </summary>
    public TimeSpan LeaveLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Report every delivery (simulation and debugging): allocates for each message.
    /// </summary>
    public bool Trace { get; init; }
}
