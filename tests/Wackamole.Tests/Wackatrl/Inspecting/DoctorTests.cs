using System.Text.Json;
using Wackamole.Core.Control;
using Xunit;

namespace Wackamole.Tests.Wackatrl.Inspecting;

/// <summary>The command itself on hosts of files.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly FakeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public void Host_as_it_should_be_has_no_problem_and_the_end_says_so()
    {
        var run = _host.Doctor();

        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.EndsWith("0 problems, 0 warnings\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  ok       arp-ignore            eth0: arp_ignore is 1\n", run.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/proc/sys/net/ipv4/conf/all/arp_ignore", "0", "warning", "arp-ignore")]
    [InlineData("/proc/sys/net/ipv4/conf/all/arp_ignore", "many", "unknown", "arp-ignore")]
    [InlineData("/proc/sys/net/ipv4/conf/eth0/proxy_arp", "1", "warning", "proxy-arp")]
    [InlineData("/sys/class/net/eth0/flags", "0x1002", "problem", "interface")]
    [InlineData("/sys/class/net/eth0/carrier", "0", "problem", "interface")]
    [InlineData("/sys/class/net/eth0/type", "512", "warning", "interface-type")]
    [InlineData("/proc/net/dev", "a\nb\n lo: 0\n", "problem", "interface")]
    [InlineData("/proc/self/mounts", "/dev/vda / ext4 rw 0 0\n", "note", "bpf-file-system")]
    [InlineData("/proc/sys/kernel/osrelease", "4.19.0", "problem", "kernel-version")]
    [InlineData("/etc/machine-id", "", "warning", "machine-id")]
    [InlineData("/proc/1/status", "Pid:\t1\nUid:\t0\nCapEff:\t0\nCapBnd:\t0\n", "problem",
        "capabilities")]
    [InlineData("/etc/systemd/system/wackamole.service.d/a.conf", "[Service]\nLimitRTPRIO=0\n"
        + "AmbientCapabilities=\nAmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_BPF\n",
        "warning", "real-time")]
    [InlineData("/proc/modules", "nf_tables 356352 7 - Live 0x0\n", "note", "packet-filter")]
    [InlineData("/proc/55/comm", "keepalived\n", "note", "other-services")]
    [InlineData("/proc/cpuinfo", "flags\t\t: fpu hypervisor\n", "note", "virtual-machine")]
    [InlineData("/etc/wackamole.conf", "Group = web\nNonsense\n", "problem", "configuration")]
    public void File_that_says_otherwise_is_found(
        string path, string text, string severity, string rule)
    {
        _host.Write(path, text);

        Assert.Contains((severity, rule), Found());
        Assert.Equal(severity == "problem" ? 1 : 0, _host.Doctor().Status);
    }

    [Theory]
    [InlineData("/etc/wackamole.key", "problem", "key-file")]
    [InlineData("/proc/sys/kernel/unprivileged_bpf_disabled", "warning", "bpf")]
    [InlineData("/sys/class/net/eth0/mtu", null, "ipv6")]
    public void File_that_is_missing_is_found(string path, string? severity, string rule)
    {
        _host.Delete(path);

        Assert.Equal(severity, Found().Where(one => one.Rule == rule)
            .Select(one => one.Severity).FirstOrDefault());
    }

    [Theory]
    [InlineData("", "warning")]
    [InlineData("KeepConfiguration=no\n", "warning")]
    [InlineData("KeepConfiguration=static\n", "ok")]
    public void Networkd_is_judged_by_the_drop_ins_of_its_file(string setting, string severity)
    {
        _host.Write("/proc/60/comm", "systemd-network\n");
        _host.Write("/run/systemd/netif/links/2", "ADMIN_STATE=configured\n"
            + "NETWORK_FILE=/run/systemd/network/lan.network\n");
        _host.Write("/run/systemd/network/lan.network", "[Network]\nKeepConfiguration=no\n");
        _host.Write("/etc/systemd/network/lan.network.d/60-w.conf", "[Network]\n" + setting);

        Assert.Contains((severity, "networkd"), Found());
    }

    [Theory]
    [InlineData("managed=true\n", "", "warning")]
    [InlineData("managed=false\n", "", "ok")]
    [InlineData("managed=true\n", "[device-w]\nmatch-device=*\nignore-carrier=yes\n", "ok")]
    [InlineData("managed=true\n", "[device-w]\nignore-carrier=no\n", "warning")]
    public void NetworkManager_is_judged_by_its_device_and_its_configuration(
        string device, string setting, string severity)
    {
        _host.Write("/proc/61/comm", "NetworkManager\n");
        _host.Write("/run/NetworkManager/devices/2", "[device]\n" + device);
        _host.Write("/etc/NetworkManager/conf.d/60-w.conf", setting);

        Assert.Contains((severity, "network-manager"), Found());
    }

    [Fact]
    public void Daemon_that_answers_is_asked_for_what_it_knows()
    {
        using var daemon = ScriptedDaemon.Replying(_host.At("/s"), new ControlReply(null, null,
            SampleStatus.Healthy with { Fence = "none", WhyUnfenced = "no rights" }));
        var found = Found();

        Assert.Contains(("ok", "daemon"), found);
        Assert.Contains(("warning", "fence"), found);
        Assert.Contains(("warning", "peers"), found);
    }

    [Fact]
    public void Json_keeps_the_names_that_scripts_know()
    {
        _host.Write("/proc/sys/net/ipv4/conf/eth0/arp_announce", "0");
        _host.Write("/proc/sys/net/ipv4/conf/all/arp_announce", "0");
        using var report = JsonDocument.Parse(_host.Doctor("--json").Output);
        var finding = report.RootElement.GetProperty("findings").EnumerateArray()
            .Single(one => one.GetProperty("rule").GetString() == "arp-announce");

        Assert.Equal(["problems", "warnings", "unknown", "findings"],
            report.RootElement.EnumerateObject().Select(one => one.Name));
        Assert.Equal(1, report.RootElement.GetProperty("warnings").GetInt32());
        Assert.Equal(["area", "rule", "subject", "severity", "found", "cost", "remedy"],
            finding.EnumerateObject().Select(one => one.Name));
        Assert.Equal("eth0", finding.GetProperty("subject").GetString());
    }

    [Fact]
    public void Terminal_shows_signs_and_is_not_broken_by_a_narrow_one()
    {
        foreach (var (width, sign) in new[] { (100, "✓"), (20, "ok") })
        {
            var run = CommandRun.With(around => _host.Here(around) with
            {
                IsTerminal = true,
                HasUnicode = true,
                Size = () => (width, 24),
            }, "doctor", "-c", _host.Configuration);

            Assert.Contains(sign, run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Configuration_that_is_named_and_missing_is_a_fault_of_usage() => Assert.Equal(2,
        CommandRun.With(_host.Here, "doctor", "-c", _host.At("/none")).Status);

    [Fact]
    public void Host_without_a_configuration_is_examined_all_the_same()
    {
        var run = CommandRun.With(_host.Here, "doctor");

        Assert.Equal(1, run.Status);
        Assert.Contains("kernel-version", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Host_of_which_nothing_can_be_read_is_unknown_and_nothing_is_thrown()
    {
        using var empty = new Daemon.ScratchFolder();
        var run = CommandRun.With(around => _host.Here(around) with { Root = empty.Root },
            "doctor", "-c", _host.Configuration);

        Assert.Empty(run.Error);
        Assert.Contains("unknown  clock-source", run.Output, StringComparison.Ordinal);
    }

    private List<(string? Severity, string? Rule)> Found()
    {
        using var report = JsonDocument.Parse(_host.Doctor("--json").Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(one => (
            one.GetProperty("severity").GetString(), one.GetProperty("rule").GetString()))];
    }
}
