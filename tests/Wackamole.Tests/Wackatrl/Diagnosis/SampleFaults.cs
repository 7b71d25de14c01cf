using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Control;
using Wackatrl.Diagnosis;
using Wackatrl.Diagnosis.Facts;
using static Wackamole.Tests.Wackatrl.Diagnosis.SampleHost;

namespace Wackamole.Tests.Wackatrl.Diagnosis;

/// <summary>One thing after the other that is wrong, and what is said of it.</summary>
internal static class SampleFaults
{
    public static readonly ImmutableArray<SampleFault> All =
    [
        .. OfDaemon(), .. OfKernel(), .. OfFence(), .. OfRights(), .. OfInterfaces(),
        .. OfAddressesAndServices(), .. OfFiles(),
    ];

    private static SampleFault[] OfDaemon() =>
    [
        new("no configuration", "configuration", Severity.Problem, "wackatrl doctor -c FILE",
            host => host with { Configuration = null, ConfigurationPath = null }),
        new("configuration with errors", "configuration", Severity.Problem,
            "wackamole --check /etc",
            host => host with { Configuration = null }),
        new("daemon does not run", "daemon", Severity.Note, "systemctl start", _ => Stopped),
        new("daemon does not answer", "daemon", Severity.Warning, "hangs",
            host => host with { Daemon = host.Daemon with { Status = null, WhySilent = "hangs" } }),
        new("daemon stays out", "daemon", Severity.Note, "wackatrl status", host => Status(
            host, status => status with { State = "failed" })),
        new("peer never heard", "peers", Severity.Warning, "UDP port 4807", host => host with
        {
            Configuration = host.Configuration! with
            {
                Peers = ImmutableArray.Create(new Peer(new(On("", "10.0.0.9", 32).Address, 4807))),
            },
        }),
        new("packet filter", "packet-filter", Severity.Note, "udp dport 4807",
            _ => Stopped with { HasPacketFilter = Known(true) }),
    ];

    private static SampleFault[] OfKernel() =>
    [
        new("old kernel", "kernel-version", Severity.Problem, "5.10",
            host => host with { KernelRelease = Known("5.4.0-200-generic") }),
        new("kernel without links", "kernel-version", Severity.Note, "clsact",
            host => host with { KernelRelease = Known("5.10.0") }),
        new("odd kernel", "kernel-version", Severity.Unknown, "«plan9»",
            host => host with { KernelRelease = Known("plan9") }),
        new("slow clock", "clock-source", Severity.Warning, "microsecond",
            host => host with { ClockSource = Known("hpet") }),
        new("coarse clock", "clock-source", Severity.Warning, "milliseconds",
            host => host with { ClockSource = Known("jiffies") }),
        new("no real-time", "real-time-throttling", Severity.Warning, "=950000",
            host => host with { RealTimeRuntimeUs = Known(0L) }),
        new("little real-time", "real-time-throttling", Severity.Warning, "late",
            host => host with { RealTimeRuntimeUs = Known(100L) }),
        new("virtual machine", "virtual-machine", Severity.Note, "pause",
            host => host with { IsVirtualMachine = Known(true) }),
        new("no machine id", "machine-id", Severity.Warning, "systemd-machine-id-setup",
            host => host with { MachineId = Reading<string>.Absent("/etc/machine-id") }),
        new("blank machine id", "machine-id", Severity.Warning, "«uninitialized»",
            host => host with { MachineId = Known("uninitialized") }),
    ];

    private static SampleFault[] OfFence() =>
    [
        new("no bpf", "bpf", Severity.Warning, "CONFIG_BPF_SYSCALL", host => host with
            { UnprivilegedBpfDisabled = Reading<long>.Absent("/x") }),
        new("no bpf where it is required", "bpf", Severity.Problem, "CONFIG_BPF_SYSCALL",
            host => Required(host) with { UnprivilegedBpfDisabled = Reading<long>.Absent("/x") }),
        new("bpf interpreted", "bpf", Severity.Warning, "bpf_jit_enable=1",
            host => host with { BpfJit = Known(0L) }),
        new("bpffs not mounted", "bpf-file-system", Severity.Warning,
            "mount -t bpf bpf /sys/fs/bpf",
            host => host with { Mounts = Known<ImmutableArray<Mount>>([]) }),
        new("bpffs hidden by another", "bpf-file-system", Severity.Problem, "mount -t bpf",
            host => Required(host) with { Mounts = Known<ImmutableArray<Mount>>(
                [.. host.Mounts.Value, new Mount("/sys/fs/bpf", "tmpfs", false)]) }),
        new("bpffs mounted by the unit later", "bpf-file-system", Severity.Note, "ExecStartPre",
            _ => Stopped with { Mounts = Known<ImmutableArray<Mount>>([]) }),
        new("bpffs read-only", "bpf-file-system", Severity.Warning, "remount,rw", host => host with
            { Mounts = Known<ImmutableArray<Mount>>([new Mount("/sys/fs/bpf", "bpf", true)]) }),
        new("unfenced", "fence", Severity.Warning, "the map cannot be made", Unfenced),
        new("unfenced where it is required", "fence", Severity.Problem, "holds nothing",
            host => Unfenced(Required(host))),
        new("fence not wanted", "fence", Severity.Note, "Fence = auto", host => host with
            { Configuration = host.Configuration! with { Fence = FenceMode.None } }),
        new("pins of a dead run", "fence-leftovers", Severity.Warning, "wackamole --release -c",
            host => Stopped with { Pins = host.Pins }),
        new("pins hidden", "fence-leftovers", Severity.Unknown, "as root",
            _ => Stopped with { Pins = Denied<ImmutableArray<string>>() }),
    ];

    private static SampleFault[] OfRights() =>
    [
        new("daemon without NET_ADMIN", "capabilities", Severity.Problem, "AmbientCapabilities",
            host => Process(host, one => one with
                { Capabilities = AllCapabilities & ~(1UL << 12) })),
        new("daemon without BPF", "capabilities", Severity.Warning, "CAP_BPF",
            host => Process(host, one => one with { Capabilities = 1UL << 12 | 1UL << 13 })),
        new("container without NET_RAW", "capabilities", Severity.Problem, "--cap-add",
            _ => Stopped with { First = Known(SampleHost.Process(1, 0) with
                { Bounding = AllCapabilities & ~(1UL << 13) }) }),
        new("ordinary user, no unit", "capabilities", Severity.Note, "no unit is installed",
            _ => NoUnit(1000)),
        new("root without rights, no unit", "capabilities", Severity.Problem, "make install",
            _ => NoUnit(0)),
        new("ordinary priority", "real-time", Severity.Warning, "LimitRTPRIO=50",
            host => Process(host, one => one with { HasRealTime = Known(false) })),
        new("unit without priority", "real-time", Severity.Warning, "LimitRTPRIO=50",
            _ => Unit(one => one with
                { PriorityLimit = 0, Capabilities = AllCapabilities & ~(1UL << 23) })),
        new("memory not locked", "locked-memory", Severity.Warning, "LimitMEMLOCK=infinity",
            host => Process(host, one => one with { LockedKb = 0 })),
        new("unit without lock", "locked-memory", Severity.Warning, "LimitMEMLOCK=infinity",
            _ => Unit(one => one with
                { HasLockLimit = false, Capabilities = AllCapabilities & ~(1UL << 14) })),
    ];

    private static SampleFault[] OfInterfaces() =>
    [
        new("no interface", "interface", Severity.Problem, "it has eth0, eth1",
            host => Eth0(host, one => one with { Exists = false })),
        new("interface down", "interface", Severity.Problem, "ip link set dev eth0 up",
            host => Eth0(host, one => one with { IsUp = Known(false) })),
        new("no carrier", "interface", Severity.Problem, "cable",
            host => Eth0(host, one => one with { HasCarrier = Known(false) })),
        new("no Ethernet", "interface-type", Severity.Warning, "type 32",
            host => Eth0(host, one => one with { HardwareType = Known(32L) })),
        new("answers everywhere", "arp-ignore", Severity.Warning, "all.arp_ignore=1",
            host => Eth0(host, one => one with { ArpIgnore = Setting("arp_ignore", 0, 0) })),
        new("answers no /32", "arp-ignore", Severity.Problem, "conf.eth0.arp_ignore=1",
            host => Eth0(host, one => one with { ArpIgnore = Setting("arp_ignore", 1, 2) })),
        new("answers nobody", "arp-ignore", Severity.Problem, "conf.all.arp_ignore=1",
            host => Eth0(host, one => one with { ArpIgnore = Setting("arp_ignore", 8, 0) })),
        new("asks in any name", "arp-announce", Severity.Warning, "all.arp_announce=2",
            host => Eth0(host, one => one with { ArpAnnounce = Setting("arp_announce", 1, 0) })),
        new("loses secondaries", "promote-secondaries", Severity.Warning, "secondaries=1",
            host => Eth0(host, one => one with { PromoteSecondaries = Setting("x", 0, 0) })),
        new("strict filter", "rp-filter", Severity.Warning, "eth0.rp_filter=2",
            host => Eth0(host, one => one with { ReversePathFilter = Setting("x", 1, 0) })),
        new("proxy", "proxy-arp", Severity.Problem, "conf.eth0.proxy_arp=0",
            host => Eth0(host, one => one with { ProxyArp = Setting("x", 0, 1) })),
        new("proxy without forwarding", "proxy-arp", Severity.Warning, "all.proxy_arp=0",
            host => Eth0(host, one => one with
                { ProxyArp = Setting("x", 1, 0), Forwarding = Setting("x", 0, 0) })),
        new("router that does not forward", "forwarding", Severity.Warning, "ip_forward=1",
            host => Eth0(host, one => one with { Forwarding = Setting("x", 1, 0) })),
        new("IPv6 router that does not forward", "forwarding", Severity.Warning,
            "net.ipv6.conf.all.forwarding=1",
            host => Eth0(host, one => one with { Forwarding6 = Setting("x", 0, 1) })),
        new("IPv6 off", "ipv6", Severity.Problem, "eth0.disable_ipv6=0",
            host => Eth0(host, one => one with { DisableIpv6 = Setting("x", 0, 1) })),
        new("small MTU", "ipv6", Severity.Problem, "mtu 1280",
            host => Eth0(host, one => one with { MtuBytes = Known(1279L) })),
        new("setting hidden", "arp-ignore", Severity.Unknown, "as root", host => Eth0(host,
            one => one with { ArpIgnore = new("arp_ignore", Denied<long>(), Known(0L)) })),
    ];

    private static SampleFault[] OfAddressesAndServices() =>
    [
        new("address outside", "address-prefix", Severity.Warning, "eth0:192.0.2.10/24",
            host => host with { Addresses = Known<ImmutableArray<HostAddress>>(
                [On("eth0", "10.0.0.1", 24), On("eth1", "192.0.2.1", 24)]) }),
        new("another's address here", "address-here", Severity.Problem,
            "ip address del 192.0.2.20/24 dev eth1", host => Here(host, "192.0.2.20")),
        new("leftover address", "address-here", Severity.Problem, "wackamole --release",
            _ => Here(Stopped, "192.0.2.10")),
        new("networkd removes", "networkd", Severity.Warning,
            "/etc/systemd/network/lan.network.d/60-wackamole.conf", host => Eth0(host, one => one
                with { Networkd = Known(new NetworkdLink("/run/x/lan.network", null)) })),
        new("NetworkManager removes", "network-manager", Severity.Warning, "ignore-carrier=yes",
            host => Eth0(host, one => one with { IsNetworkManagers = Known(true) })),
        new("keepalived", "other-services", Severity.Note, "process 9", host => host with
            { Programs = Known<ImmutableArray<RunningProgram>>([new(9, "keepalived", null)]) }),
        new("dhcpcd", "other-services", Severity.Note, "leave the interfaces", host => host with
            { Programs = Known<ImmutableArray<RunningProgram>>([new(9, "dhcpcd", true)]) }),
        new("two daemons", "other-services", Severity.Note, "700, 701", host => host with
            { Programs = Known<ImmutableArray<RunningProgram>>(
                [.. host.Programs.Value, new(701, "wackamole", true)]) }),
    ];

    private static SampleFault[] OfFiles() =>
    [
        new("no key", "key-file", Severity.Problem, "wackatrl keygen /etc/wackamole.key",
            host => host with { KeyFile = Reading<FileFacts>.Absent("/etc/wackamole.key") }),
        new("open key", "key-file", Severity.Warning, "chmod 600", host => host with
            { KeyFile = Known(File("/k", 0) with
                { Mode = UnixFileMode.UserRead | UnixFileMode.OtherRead }) }),
        new("key of root", "key-file", Severity.Problem, "chown wackamole /etc/wackamole.key",
            _ => Stopped with { KeyFile = Known(File("/etc/wackamole.key", 0)) }),
        new("no state", "state-directory", Severity.Warning, "mkdir -p", host => host with
            { StateDirectory = Reading<FileFacts>.Absent("/x"),
                Unit = Reading<UnitFacts>.Absent("unit") }),
        new("full disk", "state-directory", Severity.Warning, "make room",
            host => host with { StateRoomBytes = Known(100L) }),
        new("state in memory", "state-directory", Severity.Warning, "tmpfs", host => host with
            { Mounts = Known<ImmutableArray<Mount>>([.. host.Mounts.Value,
                new Mount("/var", "tmpfs", false)]) }),
    ];

    private static HostFacts Required(HostFacts host) => host with
    { Configuration = host.Configuration! with { Fence = FenceMode.Required } };

    private static HostFacts Unfenced(HostFacts host) => Status(host, status => status with
    { Fence = "none", WhyUnfenced = "the map cannot be made" });

    private static HostFacts Status(HostFacts host, Func<ClusterStatus, ClusterStatus> change) =>
        host with { Daemon = host.Daemon with { Status = change(host.Daemon.Status!) } };

    private static HostFacts Process(HostFacts host, Func<ProcessFacts, ProcessFacts> change) =>
        host with
        {
            Daemon = host.Daemon with
            { Process = Known(change(host.Daemon.Process.Value!)) }
        };

    private static HostFacts Unit(Func<UnitFacts, UnitFacts> change) =>
        Stopped with { Unit = Known(change(Stopped.Unit.Value!)) };

    private static HostFacts NoUnit(long user) => Stopped with
    {
        Unit = Reading<UnitFacts>.Absent("wackamole.service"),
        Self = Known(SampleHost.Process(5, user) with { Capabilities = 1UL << 13 | 1UL << 39 }),
    };

    private static HostFacts Here(HostFacts host, string address) => host with
    {
        Addresses = Known<ImmutableArray<HostAddress>>(
        [.. host.Addresses.Value, On("eth1", address, 24)])
    };

    private static HostFacts Eth0(HostFacts host, Func<InterfaceFacts, InterfaceFacts> change) =>
        host with { Interfaces = [change(host.Interfaces[0]), host.Interfaces[1]] };
}
