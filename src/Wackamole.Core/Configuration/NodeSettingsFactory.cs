using System.Collections.Immutable;
using Wackamole.Core.Group.Ordered;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Configuration;

/// <summary>Turns what a file says into what a node is told.</summary>
internal static class NodeSettingsFactory
{
    public static NodeSettings? Create(
        ConfigurationFile file, string hostName, ClusterKeys? keys, out string? fault)
    {
        var name = file.Node ?? hostName.Split('.')[0];
        fault = file.Witness && file.Engine != EngineKind.Corosync
                && !file.Voters.Items.Contains(name, StringComparer.Ordinal)
            ? $"this host is a witness, and its name «{name}» is not among the `Voters`: " +
                "a witness does nothing but vote"
            : NodeName.Fault(name) is { } reason
            ? $"the host's name «{hostName}» cannot name this node: {reason}; " +
                "write a line `Node = NAME` with a name that no other host has"
            : IsSealed(file) && keys is null
                ? $"there is no key: make one with `wackatrl keygen`, put it into {file.KeyFile} " +
                    "on every host, or write `Authentication = none`"
                : null;
        return fault is null ? Settings(file, name, keys) : null;
    }

    /// <summary>
    /// The settings of a host that goes on as what it was started as, witness or not.
    /// </summary>
    public static NodeSettings StayWitness(
        NodeSettings read, ConfigurationFile file, bool isWitness) => read with
        {
            Witness = isWitness,
            VirtualInterfaces = ListedBy(file, isWitness),
            Preferred = isWitness ? [] : file.Preferred,
        };

    private static ImmutableArray<VirtualInterface> ListedBy(
        ConfigurationFile file, bool isWitness) =>
        isWitness ? [] : file.VirtualInterfaces.Items.Sort();

    private static NodeSettings Settings(ConfigurationFile file, string name, ClusterKeys? keys) =>
        new()
        {
            Name = name,
            Group = file.Group,
            Timing = file.Timing,
            Mature = file.Mature,
            BalanceInterval = file.BalanceInterval,
            AcquisitionsPerRound = file.AcquisitionsPerRound,
            Weight = file.Weight,
            VirtualInterfaces = ListedBy(file, file.Witness),
            Preferred = file.Witness ? [] : file.Preferred,
            Majority = file.Quorum == QuorumMode.Majority,
            Voters = file.Voters,
            Witness = file.Witness,
            Peers = file.Engine == EngineKind.Mesh
                ? [.. file.Peers.Items.Select(peer => peer.Endpoints)] : [],
            Multicast = file.Engine == EngineKind.Mesh && file.Peers.IsEmpty
                ? file.Multicast : null,
            Links = LinkCount(file),
            Keys = IsSealed(file) ? keys : null,
            OrderedGroup = EngineOf(file),
            Notify = file.Notify,
            AnnounceRefresh = file.AnnounceRefresh,
            ArpTableInterval = file.ArpTableInterval,
            LeaveLimit = file.LeaveLimit,
        };

    private static bool IsSealed(ConfigurationFile file) =>
        file.Engine == EngineKind.Mesh && file.Authentication == AuthenticationMode.Key;

    // Spread gives an Alive back (Safe) when every member's daemon has it; Corosync may do so
    // before, so that the members confirm them. Either way nothing is unseen.
    private static OrderedGroupSettings? EngineOf(ConfigurationFile file) => file.Engine switch
    {
        EngineKind.Spread => new(
            "spread", file.SpreadRetryInterval, Limits.EngineFragmentBytes, TimeSpan.Zero),
        EngineKind.Corosync => new(
            "corosync", file.SpreadRetryInterval, Limits.EngineFragmentBytes, TimeSpan.Zero)
        {
            ConfirmsAlives = true,
            CountsVotes = true,
        },
        _ => null,
    };

    private static int LinkCount(ConfigurationFile file) =>
        file.Engine != EngineKind.Mesh ? 0
            : file.Peers.IsEmpty ? Math.Max(1, file.Links.Count)
            : file.Peers.Items.Max(peer => peer.Endpoints.Length);
}
