using System.Net.Sockets;
using System.Text;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>
/// The whole daemon, alone in a network of its own on an interface without neighbours.
/// </summary>
public sealed partial class DaemonTests : IDisposable
{
    private const string Vif = "10.77.0.1/32";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Daemon_takes_its_addresses_and_leaves_with_nothing_on_the_interfaces() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        Assert.Contains("  UP: lo:10.77.0.1/32", daemon.Log, StringComparison.Ordinal);

        daemon.Signal(DaemonProcess.SIGTERM);

        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Empty(HostParts.PresentText("lo"));
        Assert.Contains("DOWN: lo:10.77.0.1/32", daemon.Log, StringComparison.Ordinal);
        Assert.Contains("none of its addresses is left here", daemon.Log, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.Path("control")));
    });

    [Fact]
    public void Second_daemon_of_the_group_is_refused_and_harms_nothing() => Run(() =>
    {
        using var first = Start();
        AwaitHeld(first);

        using var second = Start();

        Assert.Equal(ExitStatus.Duplicate, second.AwaitEnd());
        Assert.Contains($"process {first.Id}", second.Log, StringComparison.Ordinal);
        Assert.Equal([Vif], HostParts.PresentText("lo"));
    });

    [Fact]
    public void Killed_daemon_leaves_addresses_that_release_removes() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.KillWithSentinel();
        Assert.Equal([Vif], HostParts.PresentText("lo"));

        using var release = new DaemonProcess(Configuration(), options: "--release");

        Assert.Equal(ExitStatus.Ok, release.AwaitEnd());
        Assert.Empty(HostParts.PresentText("lo"));
    });

    [Fact]
    public void Release_while_the_daemon_runs_is_refused() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);

        using var release = new DaemonProcess(Configuration(), options: "--release");

        Assert.Equal(ExitStatus.Duplicate, release.AwaitEnd());
        Assert.Equal([Vif], HostParts.PresentText("lo"));
    });

    [Fact]
    public void Addresses_of_a_killed_daemon_go_by_themselves() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.KillWithSentinel();

        Eventually.True(() => HostParts.PresentText("lo").IsEmpty, "the address stays");
    });

    [Fact]
    public void Leftovers_are_removed_before_anything_else() => Run(() =>
    {
        NetworkNamespace.Ip($"addr add {Vif} dev lo");
        using var daemon = Start();

        daemon.AwaitLog("Removed lo:10.77.0.1/32");
        AwaitHeld(daemon);
    });

    [Fact]
    public void Daemon_whose_log_is_never_read_works_and_ends() => Run(() =>
    {
        using var daemon = new DaemonProcess(Configuration(), readLog: false, options: "-d");
        Eventually.True(() => HostParts.PresentText("lo").Length == 1, "nothing is held");

        // Each request is a line of the log or two: far more than a pipe holds.
        using (var client = Connect())
        {
            for (var request = 0; request < 2000; request++)
            {
                client.Send("{\"command\":\"balance\"}\n"u8);
                ReadLine(client);
            }
        }

        daemon.Signal(DaemonProcess.SIGTERM);
        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Empty(HostParts.PresentText("lo"));
    });

    [Fact]
    public void Daemon_that_was_stopped_longer_than_its_lease_gives_its_addresses_up() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.Signal(DaemonProcess.SIGSTOP);
        using (var epoll = new Wackamole.Linux.Epoll())
        {
            Span<int> tags = stackalloc int[1];
            epoll.Wait(tags, Wackamole.Linux.BootClock.Now + TimeSpan.FromSeconds(1));
        }

        daemon.Signal(DaemonProcess.SIGCONT);

        daemon.AwaitLog("was not run for");
        AwaitHeld(daemon);
    });

    [Fact]
    public void Second_signal_releases_at_once() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.Signal(DaemonProcess.SIGSTOP);
        daemon.Signal(DaemonProcess.SIGTERM);
        daemon.Signal(DaemonProcess.SIGCONT);
        Eventually.True(() => daemon.HasExited || TrySignal(daemon), "no end");

        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Empty(HostParts.PresentText("lo"));
        Assert.Contains("Asked to end again", daemon.Log, StringComparison.Ordinal);
    });

    [Fact]
    public void Address_that_is_the_hosts_only_one_is_not_taken_from_it() => Run(() =>
    {
        NetworkNamespace.Ip("link add only type veth peer name other");
        NetworkNamespace.Ip("addr add 10.78.0.1/24 dev only");
        using var daemon = new DaemonProcess(Configuration("only:10.78.0.1/24"));

        Assert.Equal(ExitStatus.Configuration, daemon.AwaitEnd());
        Assert.Contains("is this host's own", daemon.Log, StringComparison.Ordinal);

        // Fails where it is not there any more.
        NetworkNamespace.Ip("addr del 10.78.0.1/24 dev only");
    });

    [Fact]
    public void Service_manager_hears_of_readiness_life_and_end() => Run(() =>
    {
        using var manager = new Socket(
            AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Eventually.Bound.TotalMilliseconds,
        };
        manager.Bind(new UnixDomainSocketEndPoint(_folder.Path("notify")));
        using var daemon = new DaemonProcess(Configuration(), new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = _folder.Path("notify"),
            ["WATCHDOG_USEC"] = "300000",
        });

        var heard = new List<string>();
        while (!heard.Exists(text => text.StartsWith("STATUS=", StringComparison.Ordinal))
            || heard.Count(text => text == "WATCHDOG=1") < 3)
        {
            heard.Add(Receive(manager));
        }

        Assert.Single(heard, text => text == "READY=1");
        daemon.Signal(DaemonProcess.SIGTERM);
        while (heard[^1] != "STOPPING=1")
        {
            heard.Add(Receive(manager));
        }

        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
    });

    [Fact]
    public void Pid_file_is_there_while_the_daemon_runs() => Run(() =>
    {
        using var daemon = new DaemonProcess(
            Configuration(), options: ["--pid-file", _folder.Path("pid")]);
        AwaitHeld(daemon);
        Assert.Equal($"{daemon.Id}\n", File.ReadAllText(_folder.Path("pid")));

        daemon.Signal(DaemonProcess.SIGTERM);
        daemon.AwaitEnd();
        Assert.False(File.Exists(_folder.Path("pid")));
    });

    [Fact]
    public void Port_in_use_ends_with_4_and_a_virtual_address_of_a_host_with_2() => Run(() =>
    {
        using var taken = new Socket(
            AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 4807));
        using (var daemon = Start())
        {
            Assert.Equal(ExitStatus.Network, daemon.AwaitEnd());
            Assert.Contains("4807", daemon.Log, StringComparison.Ordinal);
        }

        using (var daemon = new DaemonProcess(Configuration("lo:127.0.0.1/32")))
        {
            Assert.Equal(ExitStatus.Configuration, daemon.AwaitEnd());
        }
    });

    [Fact]
    public void Hooks_run_with_the_reason_and_are_over_before_the_end() => Run(() =>
    {
        var told = _folder.Path("told");
        var program = _folder.WriteProgram("hook",
            $"echo $WACKAMOLE_EVENT $WACKAMOLE_VIF >> {told}; sleep 0.1; echo end >> {told}");
        using var daemon = new DaemonProcess(Configuration("lo:10.77.0.1/32",
            $"RunDynamic {program} on up\nRunDynamic {program} on down"));
        AwaitHeld(daemon);
        daemon.Signal(DaemonProcess.SIGTERM);

        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Equal(["on-up 10.77.0.1", "end", "on-down 10.77.0.1", "end"],
            File.ReadAllLines(told));
    });

    [Fact]
    public void Second_signal_ends_the_wait_for_a_hook() => Run(() =>
    {
        var runs = _folder.Path("runs");
        var program = _folder.WriteProgram("hook", $"echo > {runs}; exec sleep 100 2> /dev/null");
        using var daemon = new DaemonProcess(Configuration("lo:10.77.0.1/32",
            $"RunDynamic {program} on down\nHookTimeout = 600s"));
        AwaitHeld(daemon);
        daemon.Signal(DaemonProcess.SIGTERM);
        Eventually.True(() => File.Exists(runs), () => daemon.Log);
        daemon.AwaitLog("Wackamole ends");

        daemon.Signal(DaemonProcess.SIGTERM);

        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Contains("Asked to end again", daemon.Log, StringComparison.Ordinal);
    });

    [Fact]
    public void User_option_gives_up_root_and_the_addresses_are_managed_all_the_same() => Run(() =>
    {
        Assert.SkipUnless(IsReachableByAll(DaemonProcess.ProgramPath),
            "another user cannot run the program where it stands");
        File.SetUnixFileMode(_folder.Root, (UnixFileMode)0x1ff);
        using var daemon = new DaemonProcess(Configuration(), options: ["-u", "nobody"]);
        AwaitHeld(daemon);

        var status = File.ReadAllText($"/proc/{daemon.Id}/status");
        Assert.Matches(@"\nUid:\s+(?!0\s)\d+", status);
        Assert.Matches(@"\nNoNewPrivs:\s+1", status);
        daemon.Signal(DaemonProcess.SIGTERM);
        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.Empty(HostParts.PresentText("lo"));
    });

    [Fact]
    public void Unknown_user_ends_with_3() => Run(() =>
    {
        using var daemon = new DaemonProcess(Configuration(), options: ["-u", "no-such-user"]);
        Assert.Equal(ExitStatus.Permission, daemon.AwaitEnd());
        Assert.Contains("there is no such user", daemon.Log, StringComparison.Ordinal);
    });

    private static bool IsReachableByAll(string path)
    {
        for (var part = path; part is not null; part = Path.GetDirectoryName(part))
        {
            if (!File.GetUnixFileMode(part).HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    private static void Run(Action test) => NetworkNamespace.Run(() =>
    {
        // A daemon that is started as root for another user mounts a place for its fence.
        BpfHost.EnterOwnMounts();
        NetworkNamespace.Ip("link set lo up");
        test();
    });

    private static void AwaitHeld(DaemonProcess daemon) => Eventually.True(
        () => HostParts.PresentText("lo") is [Vif]
            && daemon.Log.Contains("UP: lo", StringComparison.Ordinal),
        () => $"nothing is held:\n{daemon.Log}");

    private static bool TrySignal(DaemonProcess daemon)
    {
        daemon.Signal(DaemonProcess.SIGTERM);
        return daemon.HasExited;
    }

    private static string Receive(Socket socket)
    {
        var bytes = new byte[4096];
        return Encoding.UTF8.GetString(bytes, 0, socket.Receive(bytes));
    }

    private static void ReadLine(Socket socket)
    {
        var bytes = new byte[4096];
        int count;
        do
        {
            count = socket.Receive(bytes);
        }
        while (count > 0 && bytes[count - 1] != '\n');
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Eventually.Bound.TotalMilliseconds,
        };
        socket.Connect(new UnixDomainSocketEndPoint(_folder.Path("control")));
        return socket;
    }

    private DaemonProcess Start() => new(Configuration());

    private string Configuration(
        string addresses = "lo:10.77.0.1/32", string more = "", string group = "test") =>
        _folder.Write("w.conf",
            $$"""
            Group = {{group}}
            Node = a
            Authentication = none
            Control = {{_folder.Path("control")}}
            StateDirectory = {{_folder.Root}}
            RealTime = no
            Peers { 127.0.0.1 }
            VirtualInterfaces { {{addresses}} }
            {{(more.Contains("Mature", StringComparison.Ordinal) ? "" : "Mature = 100ms")}}
            {{more}}
            """);
}
