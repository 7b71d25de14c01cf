namespace Wackamole.Core.Values;

/// <summary>
/// Every bound of the program, in one place. Nothing grows beyond what stands here.
/// </summary>
public static class Limits
{
    /// <summary>Members of one view, this host included.</summary>
    public const int Members = 128;

    /// <summary>Virtual interfaces of one cluster.</summary>
    public const int VirtualInterfaces = 16_384;

    /// <summary>Addresses of one virtual interface.</summary>
    public const int AddressesOfVirtualInterface = 64;

    /// <summary>Pins by «move», ended ones that are still remembered for merges included.</summary>
    public const int Pins = 4_096;

    /// <summary>
    /// Different reasons in one list of virtual interfaces that a host cannot hold.
    /// </summary>
    public const int Reasons = 64;

    /// <summary>Bytes (UTF-8) of one such reason.</summary>
    public const int ReasonBytes = 200;

    /// <summary>Changes of the list of voters in the life of a cluster.</summary>
    public const ulong VoterGenerations = 1UL << 40;

    /// <summary>Bytes of a node's name (UTF-8; letters, digits, «.», «-», «_»).</summary>
    public const int NodeNameBytes = 63;

    /// <summary>Bytes of a UDP payload that we build for what is not a heartbeat.</summary>
    public const int DatagramBytes = 1_400;

    /// <summary>Bytes of the greatest datagram that can arrive.</summary>
    public const int ReceivedDatagramBytes = 65_535;

    /// <summary>Bytes of one message given to the group (PROTOCOL.md 1).</summary>
    public const int MessageBytes = 1 << 20;

    /// <summary>
    /// Bytes of one part of a message over an engine outside this process: what is urgent waits
    /// for no more than some of these, and every such engine takes more.
    /// </summary>
    public const int EngineFragmentBytes = 64 * 1024;

    /// <summary>Orders that wait for the thread of such an engine; a power of two.</summary>
    public const int WaitingEngineOrders = 1024;

    /// <summary>How long an orderly end of a session with such an engine may take.</summary>
    public static readonly TimeSpan EngineEndTime = TimeSpan.FromSeconds(1);

    /// <summary>Local network links that heartbeats go over.</summary>
    public const int Links = 2;

    /// <summary>Bytes of one control request.</summary>
    public const int ControlRequestBytes = 64 * 1024;

    /// <summary>
    /// Bytes of one control reply: the status of the greatest cluster is below 10 MiB.
    /// </summary>
    public const int ControlReplyBytes = 32 << 20;

    /// <summary>Entries of the cluster's shared ARP table.</summary>
    public const int ArpTableEntries = 65_536;

    /// <summary>Node names that are kept as strings while reading packets.</summary>
    public const int InternedNames = 1_024;

    /// <summary>Runs of senders whose derived packet keys are kept: two for each member.</summary>
    public const int CachedPacketKeys = 2 * Members;

    /// <summary>Who waits for a sentinel's end at the same time.</summary>
    public const int WaitingCallers = 16;

    /// <summary>Incarnations that are remembered to have ended for good.</summary>
    public const int RememberedDead = Members;

    /// <summary>Running waits that one Accept carries (PROTOCOL.md 5).</summary>
    public const int Waits = 512;

    /// <summary>
    /// Peers that one heartbeat speaks of: members, and as many that went or come.
    /// </summary>
    public const int HeartbeatPeers = 2 * Members;

    /// <summary>Fragments of one message: its bytes over what fits the smallest packet.</summary>
    public const int Fragments = 4_096;

    /// <summary>Characters of a configuration: more than any cluster here needs.</summary>
    public const int ConfigurationCharacters = 2 << 20;

    /// <summary>Diagnostics of one configuration; what follows is not shown.</summary>
    public const int ConfigurationDiagnostics = 100;

    /// <summary>Longest time that a configuration can name.</summary>
    public static readonly TimeSpan LongestConfiguredTime = TimeSpan.FromDays(366);

    /// <summary>Longest detection time; anything longer is a slip of the unit.</summary>
    public static readonly TimeSpan LongestDetectionTime = TimeSpan.FromMinutes(1);

    /// <summary>Bytes of a group's name; the original cut it at 31.</summary>
    public const int GroupNameBytes = 255;

    /// <summary>Bytes of an interface's name (IFNAMSIZ of linux/if.h less its end).</summary>
    public const int InterfaceNameBytes = 15;

    /// <summary>Bytes of a Unix socket's path (sun_path of linux/un.h less its end).</summary>
    public const int SocketPathBytes = 107;

    /// <summary>Characters of the name of a Spread daemon as the original keeps it.</summary>
    public const int SpreadNameCharacters = 79;

    /// <summary>Most weight of one host.</summary>
    public const int Weight = 1_000;

    /// <summary>Entries of Notify.</summary>
    public const int NotifyTargets = 1_024;

    /// <summary>Entries of Prefer.</summary>
    public const int Preferences = 1_024;

    /// <summary>Hooks of one host.</summary>
    public const int Hooks = 1_024;

    /// <summary>Keys that are accepted at once: the present one and the next or the last.</summary>
    public const int ClusterKeys = 2;

    /// <summary>Characters of a file of keys: two, and comments.</summary>
    public const int KeyFileCharacters = 16 * 1024;

    /// <summary>
    /// Datagrams of one link that are taken before the next Tick: more than a receive buffer
    /// holds, so that whatever was queued is read first, and few enough that a flood cannot keep
    /// the Tick from coming.
    /// </summary>
    public const int DatagramsPerRound = 4096;

    /// <summary>Notices of the kernel that are taken before the next Tick.</summary>
    public const int NoticesPerRound = 4096;

    /// <summary>Events that are taken before the next Tick.</summary>
    public const int EventsPerRound = 4096;

    /// <summary>Events that wait for the loop; a power of two.</summary>
    public const int WaitingEvents = 8192;

    /// <summary>Control clients that are connected at once.</summary>
    public const int ControlClients = 16;

    /// <summary>How long a control client may say nothing, or not read.</summary>
    public static readonly TimeSpan ControlIdleTime = TimeSpan.FromSeconds(60);

    /// <summary>How long a control client waits for the node's answer.</summary>
    public static readonly TimeSpan ControlAnswerTime = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long wackatrl waits: longer than the daemon, which then can still say why not.
    /// </summary>
    public static readonly TimeSpan ControlCommandTime = TimeSpan.FromSeconds(15);

    /// <summary>Pause after a control client could not be taken.</summary>
    public static readonly TimeSpan ControlAcceptPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Events that wait for the operator's programs; a power of two.</summary>
    public const int WaitingHooks = 16_384;

    /// <summary>The operator's programs that run at once.</summary>
    public const int HookPrograms = 8;

    /// <summary>How long a killed program is waited for.</summary>
    public static readonly TimeSpan HookKillTime = TimeSpan.FromSeconds(1);

    /// <summary>Orders that wait for the thread that changes addresses; a power of two.</summary>
    public const int WaitingAddressOrders = 4096;

    /// <summary>How long a thread of the daemon is waited for when it is to end.</summary>
    public static readonly TimeSpan ThreadEndTime = TimeSpan.FromSeconds(2);

    /// <summary>How long the loop may go on after the limit of an orderly leave.</summary>
    public static readonly TimeSpan LoopEndTime = TimeSpan.FromSeconds(2);

    /// <summary>Announcements and notifications that wait to be sent; a power of two.</summary>
    public const int WaitingAnnouncements = 4096;

    /// <summary>
    /// Addresses whose announcement waits; what is beyond is repeated later anyway.
    /// </summary>
    public const int AnnouncedAddresses = 32_768;

    /// <summary>Notifications that wait to be sent; what is beyond is lost, and counted.</summary>
    public const int WaitingNotifications = 65_536;

    /// <summary>Probes of the segment that run or wait; a power of two.</summary>
    public const int WaitingProbes = 64;

    /// <summary>Lines of the log that wait while it cannot be written; a power of two.</summary>
    public const int WaitingLogLines = 4096;

    /// <summary>
    /// Entries of one report of a host's ARP table: as many IPv6 ones fit one message.
    /// </summary>
    public const int ArpReportEntries = 32_768;

    /// <summary>
    /// Hosts that one entry of Notify tells about one address: an IPv4 /14, more than any segment
    /// has. The rest of a greater block is left to the announcement to all.
    /// </summary>
    public const int NotifiedHosts = 1 << 18;
}
