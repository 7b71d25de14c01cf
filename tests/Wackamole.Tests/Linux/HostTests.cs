using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using Wackamole.Linux;
using Xunit;

namespace Wackamole.Tests.Linux;

/// <summary>What the daemon asks of the process and the machine around it.</summary>
public sealed class HostTests
{
    [Fact]
    public void The_boot_clock_goes_on_and_real_time_is_of_this_century()
    {
        var start = BootClock.Now;
        Assert.True(start.Nanoseconds > 0);
        Assert.True(BootClock.Now >= start);
        Assert.InRange(BootClock.RealTimeNanoseconds, 1_600_000_000_000_000_000u,
            7_000_000_000_000_000_000u);
        Assert.True(BootClock.MonotonicMicroseconds > 0);
    }

    [Fact]
    public void A_machine_is_itself_and_a_network_namespace_is_another()
    {
        var here = MachineIdentity.Read();
        Assert.Equal(here, MachineIdentity.Read());
        NetworkNamespace.Run(() =>
        {
            var other = MachineIdentity.Read();
            Assert.NotEqual(here, other);
            Assert.Equal(other, MachineIdentity.Read());
        });
    }

    [Fact]
    public void Capabilities_are_those_that_the_kernel_lists()
    {
        var line = File.ReadLines("/proc/thread-self/status")
            .Single(one => one.StartsWith("CapEff:", StringComparison.Ordinal));
        var mask = Convert.ToUInt64(line[7..].Trim(), 16);
        foreach (var capability in Enum.GetValues<Capability>())
        {
            Assert.Equal((mask >> (int)capability & 1) != 0, Capabilities.Has(capability));
            Assert.StartsWith("CAP_", Capabilities.NameOf(capability), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Real_time_is_granted_or_refused_with_a_remedy()
    {
        string? refusal = "not run";
        var policy = "";
        var thread = new Thread(() =>
        {
            refusal = RealTime.TryEnable(10);

            // Field 41 of proc_pid_stat(5), the 39th after the name; SCHED_RR is 2.
            var stat = File.ReadAllText("/proc/thread-self/stat");
            policy = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[38];
        });
        thread.Start();
        thread.Join();
        Assert.Equal(refusal is null ? "2" : "0", policy);
        Assert.True(refusal?.Contains("grant CAP_SYS_NICE", StringComparison.Ordinal) ?? true);
        Assert.Equal(Capabilities.Has(Capability.SysNice), refusal is null);
    }

    [Fact]
    public void The_other_end_of_a_control_connection_is_known()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var client = new Socket(AddressFamily.Unix, SocketType.Stream, 0);
        client.Connect(new UnixDomainSocketEndPoint(path));
        using var server = listener.Accept();
        File.Delete(path);

        var credentials = PeerCredentials.Of(server);
        Assert.Equal(Environment.ProcessId, credentials?.ProcessId);
        Assert.Equal(File.ReadLines("/proc/self/status").Single(
                one => one.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[2],
            credentials?.UserId.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_socket_without_an_other_end_has_no_credentials()
    {
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, 0);
        Assert.Null(PeerCredentials.Of(udp));
    }

    [Fact]
    public void A_broken_pipe_does_not_end_the_process()
    {
        var line = File.ReadLines("/proc/self/status")
            .Single(one => one.StartsWith("SigIgn:", StringComparison.Ordinal));
        Assert.NotEqual(0ul, Convert.ToUInt64(line[7..].Trim(), 16) & (1ul << (13 - 1)));
    }

    [Fact]
    public void A_hangup_is_posted_and_does_not_end_the_process()
    {
        using var posted = new EventDescriptor();
        var asked = new List<TerminationSignal>();
        using var signals = new TerminationSignals(signal =>
        {
            asked.Add(signal);
            posted.Signal();
        });
        using var process = System.Diagnostics.Process.Start(
            "kill", $"-HUP {Environment.ProcessId}");
        Waiting.Until(posted, () => asked.Count > 0, "a signal");
        Assert.Equal([TerminationSignal.Reload], asked);
        Assert.True(process.WaitForExit(10_000));
    }

    [Theory]
    [InlineData("/tmp/")]
    [InlineData("@")]
    public void The_service_manager_is_told(string where)
    {
        var name = where + Path.GetRandomFileName();
        using var receiver = new Socket(AddressFamily.Unix, SocketType.Dgram, 0)
        {
            ReceiveTimeout = 10_000,
        };
        receiver.Bind(new UnixDomainSocketEndPoint(where == "@" ? "\0" + name[1..] : name));
        using var manager = new ServiceManager(name, "4000000", null);

        manager.Ready();
        manager.Status("two\nlines");
        manager.Alive();
        manager.Reloading();
        manager.Stopping();

        var said = Enumerable.Range(0, 5).Select(_ => Receive(receiver)).ToArray();
        File.Delete(name);
        Assert.Equal(["READY=1", "STATUS=two lines", "WATCHDOG=1"], said[..3]);
        Assert.Matches("^RELOADING=1\nMONOTONIC_USEC=[0-9]+$", said[3]);
        Assert.Equal("STOPPING=1", said[4]);
        Assert.Equal(TimeSpan.FromSeconds(4), manager.WatchdogLimit);
    }

    [Theory]
    [InlineData(null, "1000")]
    [InlineData("", "1000")]
    [InlineData("relative", "1000")]
    [InlineData("/nowhere/at/all", "-1")]
    [InlineData("/nowhere/at/all", "much")]
    public void Without_a_service_manager_nothing_happens(string? name, string watchdog)
    {
        using var manager = new ServiceManager(name, watchdog, null);
        manager.Ready();
        manager.Alive();
        Assert.Null(manager.WatchdogLimit);
    }

    [Fact]
    public void A_watchdog_of_another_process_is_not_ours()
    {
        using var manager = new ServiceManager("/nowhere/at/all", "1000", "1");
        Assert.Null(manager.WatchdogLimit);
    }

    [Fact]
    public void An_unknown_user_is_a_fault_and_nothing_is_dropped()
    {
        var fault = Privileges.DropTo("no-such-user-here", Capability.NetAdmin);
        Assert.Equal("cannot become the user no-such-user-here: No such file or directory " +
            "(ENOENT); there is no such user (the original's -u was a name for Spread; here the " +
            "line Node names the node)", fault?.Text);
    }

    private static string Receive(Socket receiver)
    {
        var buffer = new byte[256];
        return Encoding.UTF8.GetString(buffer, 0, receiver.Receive(buffer));
    }
}
