using System.Collections.Immutable;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Wackatrl.Diagnosis;
using Wackatrl;
using Wackatrl.Diagnosis.Facts;

namespace Wackamole.Tests.Wackatrl.Inspecting;

/// <summary>A host as files in a folder: /proc, /sys and /etc as far as «doctor» reads.</summary>
internal sealed class FakeHost : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public FakeHost()
    {
        Write("/proc/sys/kernel/osrelease", "6.12.9\n");
        Write("/proc/sys/kernel/sched_rt_runtime_us", "950000\n");
        Write("/proc/sys/kernel/sched_rt_period_us", "1000000\n");
        Write("/proc/sys/kernel/unprivileged_bpf_disabled", "2\n");
        Write("/proc/sys/net/core/bpf_jit_enable", "1\n");
        Write("/sys/devices/system/clocksource/clocksource0/current_clocksource", "tsc\n");
        Write("/proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vme\n");
        Write("/etc/machine-id", "0123456789abcdef0123456789abcdef\n");
        Write("/etc/passwd", "root:x:0:0::/:\nwackamole:x:0:0::/:\n");
        Write("/proc/self/mounts", "/dev/vda / ext4 rw 0 0\nbpf /sys/fs/bpf bpf rw 0 0\n");
        Write("/proc/net/dev", "Inter\nface\n lo: 0\n eth0: 0\n");
        Write("/sys/class/net/eth0/flags", "0x1003\n");
        Write("/sys/class/net/eth0/carrier", "1\n");
        Write("/sys/class/net/eth0/type", "1\n");
        Write("/sys/class/net/eth0/mtu", "1500\n");
        Write("/sys/class/net/eth0/ifindex", "2\n");
        foreach (var (key, all, own) in new[]
        {
            ("arp_ignore", 1, 0), ("arp_announce", 2, 0), ("promote_secondaries", 1, 0),
            ("rp_filter", 0, 2), ("proxy_arp", 0, 0), ("forwarding", 0, 0),
        })
        {
            Write($"/proc/sys/net/ipv4/conf/all/{key}", $"{all}\n");
            Write($"/proc/sys/net/ipv4/conf/eth0/{key}", $"{own}\n");
        }

        const string Status = "Pid:\t1\nUid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n"
            + "CapBnd:\t000001ffffffffff\n";
        Write("/proc/1/status", Status);
        Write("/proc/1/comm", "systemd\n");
        Write("/proc/self/status", Status);
        Write("/etc/systemd/system/wackamole.service", """
            [Service]
            ExecStartPre=-+/usr/sbin/wackamole --prepare wackamole
            AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_BPF CAP_SYS_NICE CAP_IPC_LOCK
            User=wackamole
            LimitRTPRIO=50
            LimitMEMLOCK=infinity
            """);
        Write("/var/lib/wackamole/state", "");
        Write("/etc/wackamole.key", "key\n");
        File.SetUnixFileMode(At("/etc/wackamole.key"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Configuration = Write("/etc/wackamole.conf", """
            Group = web
            Peers { 10.0.0.1 10.0.0.2 }
            KeyFile = /etc/wackamole.key
            VirtualInterfaces { eth0:192.0.2.10/24 }
            """ + $"\nControl = {At("/s")}\n");
    }

    public string Configuration { get; }

    public string At(string path) => _folder.Root + path;

    public string Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
        return At(path);
    }

    public void Delete(string path) => File.Delete(At(path));

    /// <summary>The command on this host.</summary>
    public CommandRun Doctor(params string[] arguments) => CommandRun.With(Here,
        ["doctor", "-c", Configuration, .. arguments]);

    public Surroundings Here(Surroundings around) => around with
    {
        Root = _folder.Root,
        Addresses = () => SampleHost.Known<ImmutableArray<HostAddress>>(
            [SampleHost.On("eth0", "192.0.2.1", 24)]),
    };

    public void Dispose() => _folder.Dispose();
}
