using System.Collections.Immutable;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Configuration;

/// <summary>
/// What one configuration file says, every default filled in. Two are equal when they say the
/// same; docs/CONFIGURATION.md describes each directive.
/// </summary>
public sealed record ConfigurationFile
{
    /// <summary>
    /// UDP port of the mesh. 4803 is Spread's and 4804 its token's, and both daemons run side by
    /// side while a cluster changes over; the range up to 4826 has no registered user.
    /// </summary>
    public const ushort DefaultPort = 4807;

    public const string DefaultControl = "/run/wackamole/control.sock";

    public const string DefaultStateDirectory = "/var/lib/wackamole";

    public EngineKind Engine { get; init; } = EngineKind.Mesh;

    /// <summary>The node's name; null for the first label of the host's name.</summary>
    public string? Node { get; init; }

    public string Group { get; init; } = string.Empty;

    /// <summary>Path of the control socket; null for none.</summary>
    public string? Control { get; init; } = DefaultControl;

    /// <summary>Where the daemon keeps its incarnation and the list of voters.</summary>
    public string StateDirectory { get; init; } = DefaultStateDirectory;

    /// <summary>A syslog facility in lower case («daemon», «local0»); null for none.</summary>
    public string? LogFacility { get; init; }

    /// <summary>Other hosts; this host among them does no harm.</summary>
    public EquatableArray<Peer> Peers { get; init; }

    /// <summary>The multicast group that is used where no peers are listed.</summary>
    public Endpoint? Multicast { get; init; }

    /// <summary>
    /// Interfaces that multicast goes over, one for each link; empty for the one that the
    /// kernel's routes choose.
    /// </summary>
    public EquatableArray<string> Links { get; init; }

    /// <summary>UDP port that the mesh listens on.</summary>
    public ushort Port { get; init; } = DefaultPort;

    public Timing Timing { get; init; } = Timing.FromDetection(Timing.DefaultDetection);

    /// <summary>
    /// None of the times is written, and the engine is Corosync: at the start they are taken from
    /// its token and consensus times, where it can be asked.
    /// </summary>
    public bool TimesFollowCorosync { get; init; }

    public AuthenticationMode Authentication { get; init; } = AuthenticationMode.Key;

    /// <summary>Path of the key file; null only where Authentication is None.</summary>
    public string? KeyFile { get; init; }

    /// <summary>Ask for real-time priority and locked memory, where permitted.</summary>
    public bool RealTime { get; init; } = true;

    public FenceMode Fence { get; init; } = FenceMode.Auto;

    public QuorumMode Quorum { get; init; } = QuorumMode.None;

    /// <summary>The names of the nodes that vote, in the order of the file.</summary>
    public EquatableArray<string> Voters { get; init; }

    /// <summary>Vote and hold nothing.</summary>
    public bool Witness { get; init; }

    /// <summary>The Spread daemon where no line names one: this host's.</summary>
    public const string DefaultSpread = "4803";

    /// <summary>The Spread daemon, «port» or «port@host»; null where no line names one.</summary>
    public string? Spread { get; init; }

    /// <summary>Pause between two attempts to reach the daemon of Spread or Corosync.</summary>
    public TimeSpan SpreadRetryInterval { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan Mature { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan BalanceInterval { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Most moves of a balance round; 0 for no balance, null for all at once.</summary>
    public int? AcquisitionsPerRound { get; init; } = 1;

    public int Weight { get; init; } = 1;

    public TimeSpan LeaveLimit { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>In the order of the file.</summary>
    public EquatableArray<VirtualInterface> VirtualInterfaces { get; init; }

    public EquatableArray<AddressBlock> Preferred { get; init; }

    public Notification Notify { get; init; } = Notification.None;

    public TimeSpan ArpTableInterval { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan AnnounceRefresh { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>In the order of the file; only those that are programs are run.</summary>
    public EquatableArray<Hook> Hooks { get; init; }

    /// <summary>A hook that runs longer is killed.</summary>
    public TimeSpan HookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What the node is told, or null with the reason where the host's name or the keys do not do.
    /// </summary>
    /// <param name="hostName">The host's name; its first label names the node by default.</param>
    /// <param name="keys">The keys of the key file; unused where Authentication is None.</param>
    public NodeSettings? ToNodeSettings(string hostName, ClusterKeys? keys, out string? fault) =>
        NodeSettingsFactory.Create(this, hostName, keys, out fault);

    /// <summary>
    /// The settings that were made of this file, for a host that goes on as what it was started
    /// as, a witness or not.
    /// </summary>
    public NodeSettings StayWitness(NodeSettings made, bool isWitness) =>
        NodeSettingsFactory.StayWitness(made, this, isWitness);
}
