using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class DaemonFailureTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly LogRecorder _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Daemon_of_which_a_part_fails_releases_everything_and_ends_with_70() =>
        NetworkNamespace.Run(() =>
        {
            NetworkNamespace.Ip("link set lo up");
            var path = _folder.Write("w.conf",
                $$"""
                Group = test
                Node = a
                Authentication = none
                Control = {{_folder.Path("control")}}
                StateDirectory = {{_folder.Root}}
                RealTime = no
                Mature = 100ms
                Peers { 127.0.0.1 }
                VirtualInterfaces { lo:10.77.0.1/32 { lo:10.77.0.2/32 lo:fd77::2/128 } }
                """);
            using var daemon = new Wackamole.Hosting.Daemon(
                SettingsLoader.Load(path, _ => { }), _log);
            Eventually.True(() => HostParts.PresentText("lo").Length == 3, () => _log.Text);

            daemon.Fail("thread loop: planted");

            Assert.Equal(ExitStatus.Internal, daemon.AwaitEnd());
            Assert.Empty(HostParts.PresentText("lo"));
            Assert.Contains("Critical: Wackamole has failed and releases everything", _log.Text,
                StringComparison.Ordinal);
        });

    [Fact]
    public void Thread_that_throws_is_reported_and_does_not_end_the_process()
    {
        string? reported = null;
        var threads = new DaemonThreads(false, fault => reported = fault, _log);

        threads.Start("planted", ThreadPriorities.Ordinary,
            () => throw new InvalidOperationException("planted fault")).Join();

        Assert.StartsWith("thread planted: System.InvalidOperationException: planted fault",
            reported, StringComparison.Ordinal);
    }

    [Fact]
    public void Closed_lease_forbids_every_addition() => NetworkNamespace.RunWithCable(() =>
    {
        using var parts = new HostParts();
        parts.Grant();
        parts.Lease.Close();
        using var route = RouteSocket.Open();
        var changer = new Wackamole.Addresses.AddressChanger(
            route, parts.Lease, parts.Held, parts.Interfaces, parts.Fence,
            parts.Lifetimes);

        var outcome = Assert.Single(changer.Add([HostParts.Vif("near:10.0.0.1/24")]));

        Assert.Equal(Wackamole.Addresses.AddressChanger.LeaseEnded, outcome.Fault);
        Assert.Empty(HostParts.PresentText("near"));
    });
}
