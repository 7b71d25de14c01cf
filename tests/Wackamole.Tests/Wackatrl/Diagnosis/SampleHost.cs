using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Tests.Wackatrl;
using Wackatrl.Diagnosis.Facts;

namespace Wackamole.Tests.Wackatrl.Diagnosis;

/// <summary>A host on which every rule is content, and its daemon runs.</summary>
internal static class SampleHost
{
    public const ulong AllCapabilities = 1UL << 12 | 1UL << 13 | 1UL << 14 | 1UL << 23 | 1UL << 39;

    public const string Text = """
        Group = wack1
        Peers { 10.0.0.1 10.0.0.2:4803 }
        KeyFile = /etc/wackamole.key
        VirtualInterfaces {
            eth0:192.0.2.10/32
            { eth0:192.0.2.20/24 eth1:198.51.100.20/24 eth0:fd00::20/64 }
        }
        """;

    public static HostFacts Healthy { get; } = Make(Text);

    /// <summary>The same before the daemon was started.</summary>
    public static HostFacts Stopped { get; } = Healthy with
    {
        Daemon = new DaemonFacts(null, "it is not there", Reading<ProcessFacts>.Failed("none")),
        Pins = Reading<ImmutableArray<string>>.Absent("/sys/fs/bpf/wackamole-wack1/1"),
    };

    public static HostFacts Make(string text)
    {
        var file = ConfigurationReader.Read(text, "w.conf").File!;
        return new HostFacts
        {
            Configuration = file,
            WhyUnconfigured = null,
            ConfigurationPath = "/etc/wackamole.conf",
            Daemon = new DaemonFacts(SampleStatus.Troubled, null, Known(Process(700, 990))),
            Self = Known(Process(800, 0)),
            First = Known(Process(1, 0)),
            Unit = Known(new UnitFacts("/usr/lib/systemd/system/wackamole.service", "wackamole",
                AllCapabilities, 50, true, true)),
            UnitUserId = Known(990L),
            KernelRelease = Known("6.12.9+deb13-amd64"),
            ClockSource = Known("tsc"),
            RealTimeRuntimeUs = Known(950000L),
            RealTimePeriodUs = Known(1000000L),
            IsVirtualMachine = Known(false),
            MachineId = Known("0123456789abcdef0123456789abcdef"),
            UnprivilegedBpfDisabled = Known(2L),
            BpfJit = Known(1L),
            Mounts = Known<ImmutableArray<Mount>>(
                [new Mount("/", "ext4", false), new Mount("/sys/fs/bpf", "bpf", false)]),
            PinFolder = "/sys/fs/bpf/wackamole-wack1/1",
            Pins = Known<ImmutableArray<string>>(["lease", "vips"]),
            Interfaces = [Interface("eth0", file), Interface("eth1", file)],
            InterfaceNames = Known<ImmutableArray<string>>(["eth0", "eth1"]),
            Addresses = Known<ImmutableArray<HostAddress>>(
                [On("eth0", "10.0.0.1", 24), On("eth0", "192.0.2.1", 24)]),
            Programs = Known<ImmutableArray<RunningProgram>>(
                [new RunningProgram(700, "wackamole", true)]),
            IgnoreCarrierFiles = Known<ImmutableArray<string>>([]),
            HasPacketFilter = Known(false),
            KeyFile = Known(File("/etc/wackamole.key", 990)),
            StateDirectory = Known(File("/var/lib/wackamole", 990)),
            StateRoomBytes = Known(1L << 30),
        };
    }

    public static Reading<T> Known<T>(T value) => Reading<T>.Of(value);

    public static Reading<T> Denied<T>() => Reading<T>.Denied("/x");

    public static HostAddress On(string name, string address, int prefixLength) =>
        new(name, IpAddress.From(System.Net.IPAddress.Parse(address)), prefixLength);

    public static FileFacts File(string path, long owner) => new(path,
        UnixFileMode.UserRead | UnixFileMode.UserWrite, Known(owner));

    public static ProcessFacts Process(int id, long user) => new()
    {
        Id = id,
        UserId = user,
        Capabilities = AllCapabilities,
        Bounding = AllCapabilities,
        LockedKb = 30_000,
        HasRealTime = Known(true),
        PriorityLimit = 50,
        LockLimitBytes = long.MaxValue,
    };

    private static InterfaceFacts Interface(string name, ConfigurationFile file) => new()
    {
        Name = name,
        Configured = [.. file.VirtualInterfaces.SelectMany(one => one.Addresses)
            .Where(one => one.Interface == name)],
        Exists = true,
        IsUp = Known(true),
        HasCarrier = Known(true),
        HardwareType = Known(1L),
        MtuBytes = Known(1500L),
        ArpIgnore = Setting("arp_ignore", 1, 0),
        ArpAnnounce = Setting("arp_announce", 2, 0),
        PromoteSecondaries = Setting("promote_secondaries", 0, 1),
        ReversePathFilter = Setting("rp_filter", 0, 2),
        ProxyArp = Setting("proxy_arp", 0, 0),
        Forwarding = Setting("forwarding", 1, 1),
        Forwarding6 = Setting("forwarding", 1, 1),
        DisableIpv6 = Setting("disable_ipv6", 0, 0),
        Networkd = Known(new NetworkdLink("/etc/systemd/network/lan.network", "static")),
        IsNetworkManagers = Known(false),
    };

    public static KernelSetting Setting(string name, long all, long own) =>
        new(name, Known(all), Known(own));
}
