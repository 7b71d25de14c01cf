using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>SIGHUP: the configuration is read again.</summary>
public sealed partial class DaemonTests
{
    [Fact]
    public void Reread_configuration_moves_only_what_changed() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        Configuration("lo:10.77.0.1/32 lo:10.77.0.2/32", "Mature = 2s\nPort = 4900");

        daemon.Signal(DaemonProcess.SIGHUP);

        Eventually.True(() => HostParts.PresentText("lo").Length == 2, () => daemon.Log);
        daemon.AwaitLog("Port.");
        Assert.DoesNotContain("DOWN", daemon.Log, StringComparison.Ordinal);

        Configuration("lo:10.77.0.2/32");
        daemon.Signal(DaemonProcess.SIGHUP);
        Eventually.True(() => HostParts.PresentText("lo") is ["10.77.0.2/32"], () => daemon.Log);
        Assert.DoesNotContain("DOWN: lo:10.77.0.2", daemon.Log, StringComparison.Ordinal);
    });

    [Fact]
    public void Configuration_is_read_again_also_where_nohup_had_the_signal_ignored() => Run(() =>
    {
        using var daemon = new DaemonProcess(
            Configuration(), launcher: ["env", "--ignore-signal=HUP"]);
        AwaitHeld(daemon);
        Configuration("lo:10.77.0.1/32 lo:10.77.0.2/32");

        daemon.Signal(DaemonProcess.SIGHUP);

        Eventually.True(() => HostParts.PresentText("lo").Length == 2, () => daemon.Log);
    });

    [Fact]
    public void Faulty_new_configuration_changes_nothing() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        _folder.Write("w.conf", "Group = test\nNonsense\n");

        daemon.Signal(DaemonProcess.SIGHUP);

        daemon.AwaitLog("stays as it was");
        daemon.AwaitLog("w.conf:2:1: error");
        Assert.Equal([Vif], HostParts.PresentText("lo"));
    });
}
