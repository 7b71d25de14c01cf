using System.Net.Sockets;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>What the service manager is told, and what it waits for.</summary>
public sealed partial class DaemonTests
{
    [Fact]
    public void Daemon_whose_Spread_daemon_is_down_is_ready_and_says_what_it_waits_for() =>
        Run(() =>
        {
            using var manager = OpenManager();
            using var daemon = new DaemonProcess(_folder.Write("w.conf",
                $$"""
                Group = test
                Node = a
                Spread = 4999
                Control = {{_folder.Path("control")}}
                StateDirectory = {{_folder.Root}}
                RealTime = no
                VirtualInterfaces { lo:10.77.0.1/32 }
                """), Notifying());

            var heard = HearUntil(manager, text => text.Contains("4999", StringComparison.Ordinal));

            Assert.Equal("READY=1", heard[0]);
            Assert.StartsWith("STATUS=waits for the engine «spread»", heard[1],
                StringComparison.Ordinal);
            Assert.EndsWith("; it is tried again", heard[^1], StringComparison.Ordinal);
            Assert.Single(heard, text => text == "READY=1");
        });

    [Fact]
    public void Reload_is_told_from_the_start_and_ends_in_readiness() => Run(() =>
    {
        using var manager = OpenManager();
        using var daemon = new DaemonProcess(Configuration(), Notifying());
        HearUntil(manager, text => text == "READY=1");
        AwaitHeld(daemon);

        daemon.Signal(DaemonProcess.SIGHUP);

        var heard = HearUntil(manager, text => text == "READY=1");
        Assert.Single(heard, text => text.StartsWith("RELOADING=1\nMONOTONIC_USEC=",
            StringComparison.Ordinal));
    });

    [Fact]
    public void LeaveLimit_that_was_raised_by_a_reload_is_waited_for() => Run(() =>
    {
        using var daemon = new DaemonProcess(Configuration(more: "LeaveLimit = 0s"));
        AwaitHeld(daemon);
        Configuration(more: "LeaveLimit = 600s");
        daemon.Signal(DaemonProcess.SIGHUP);
        daemon.AwaitLog("read again");

        daemon.Signal(DaemonProcess.SIGTERM);

        daemon.AwaitLog("for 600 s at most");
        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
    });

    private static List<string> HearUntil(Socket manager, Predicate<string> isLast)
    {
        var heard = new List<string>();
        while (heard.Count == 0 || !isLast(heard[^1]))
        {
            heard.Add(Receive(manager));
        }

        return heard;
    }

    private Dictionary<string, string> Notifying() =>
        new() { ["NOTIFY_SOCKET"] = _folder.Path("notify") };

    private Socket OpenManager()
    {
        var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            ReceiveTimeout = (int)Eventually.Bound.TotalMilliseconds,
        };
        manager.Bind(new UnixDomainSocketEndPoint(_folder.Path("notify")));
        return manager;
    }
}
