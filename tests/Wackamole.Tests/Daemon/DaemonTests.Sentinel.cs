using Xunit;

namespace Wackamole.Tests.Daemon;

/// <summary>What outlives the daemon, and what becomes of it.</summary>
public sealed partial class DaemonTests
{
    [Fact]
    public void Sentinel_removes_what_a_killed_daemon_has_left() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.AwaitSentinel();

        daemon.Signal(DaemonProcess.SIGKILL);

        daemon.AwaitLog("the daemon ended without a good-bye; 1 addresses");
        Assert.Empty(HostParts.PresentText("lo"));
    });

    [Theory]
    [InlineData(DaemonProcess.SIGABRT)]
    [InlineData(DaemonProcess.SIGSEGV)]
    public void Sentinel_removes_what_a_crashed_daemon_has_left(int signal) => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.AwaitSentinel();

        // Of those that come from outside .NET's runtime takes one, and no more.
        Eventually.True(() => daemon.EndsBy(signal), "it does not end");

        daemon.AwaitLog("the daemon ended without a good-bye; 1 addresses");
        Assert.Empty(HostParts.PresentText("lo"));
    });

    [Fact]
    public void Sentinel_has_nothing_to_say_after_an_orderly_end() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        daemon.AwaitSentinel();

        daemon.Signal(DaemonProcess.SIGTERM);

        // The end of the log is the end of the sentinel too, which writes to the same.
        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.DoesNotContain("good-bye", daemon.Log, StringComparison.Ordinal);
    });

    [Fact]
    public void Sentinel_that_dies_is_replaced_and_no_harm_is_done() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        var first = daemon.AwaitSentinel();

        DaemonProcess.Signal(first, DaemonProcess.SIGKILL);

        daemon.AwaitLog($"The sentinel, process {first}, is gone, and another is started");
        Assert.NotEqual(first, daemon.AwaitSentinel());
        Assert.Equal([Vif], HostParts.PresentText("lo"));
        Assert.DoesNotContain("DOWN", daemon.Log, StringComparison.Ordinal);
    });

    [Fact]
    public void Sentinel_that_is_stopped_delays_the_next_run_and_harms_it_not() => Run(() =>
    {
        using var daemon = Start();
        AwaitHeld(daemon);
        var sentinel = daemon.AwaitSentinel();
        DaemonProcess.Signal(sentinel, DaemonProcess.SIGSTOP);
        daemon.Signal(DaemonProcess.SIGKILL);

        using var next = Start();

        AwaitHeld(next);
        Eventually.True(() => !IsAlive(sentinel), "the stopped sentinel is still there");
        Assert.DoesNotContain("DOWN", next.Log, StringComparison.Ordinal);
    });

    // ld.so(8): each process writes what it loads to a file of its own. A name with a dot is one
    // that the fence cannot be called by.
    [Fact]
    public void Sentinel_never_loads_cryptography_whatever_its_group_is_called() => Run(() =>
    {
        using var daemon = new DaemonProcess(
            Configuration(group: "web.test"), new Dictionary<string, string>
            {
                ["LD_DEBUG"] = "files",
                ["LD_DEBUG_OUTPUT"] = _folder.Path("loaded"),
            });
        AwaitHeld(daemon);
        var sentinel = daemon.AwaitSentinel();

        daemon.Signal(DaemonProcess.SIGKILL);
        daemon.AwaitEnd();

        Assert.Contains("good-bye; 1 addresses", daemon.Log, StringComparison.Ordinal);
        Assert.Contains("libcrypto", Loaded(daemon.Id), StringComparison.Ordinal);
        Assert.DoesNotContain("libcrypto", Loaded(sentinel), StringComparison.Ordinal);
    });

    private string Loaded(int process) => File.ReadAllText(_folder.Path($"loaded.{process}"));

    // A process that is over and not collected yet has no program any more.
    private static bool IsAlive(int process) =>
        File.Exists($"/proc/{process}/exe");
}
