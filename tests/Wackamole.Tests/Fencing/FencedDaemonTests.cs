using System.Buffers.Binary;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Linux;
using Wackamole.Linux.Bpf;
using Wackamole.Sentinels;
using Wackamole.Tests.Daemon;
using Wackamole.Tests.Linux;
using Wackamole.Tests.Linux.Bpf;
using Xunit;

namespace Wackamole.Tests.Fencing;

/// <summary>
/// The whole daemon behind its fence, on a cable at whose other end a station asks.
/// </summary>
public sealed class FencedDaemonTests(ITestOutputHelper output) : IDisposable
{
    private const string Vip = "10.0.0.100";

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly ScratchFolder _folder = new();

    /// <summary>Of the network that the calling thread is in.</summary>
    private static FencePins Pins => FencePins.Of("test");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DaemonProcess.SIGKILL)]
    [InlineData(DaemonProcess.SIGSTOP)]
    public void Fence_closes_by_itself_at_the_deadline(int signal) => Run((daemon, far) =>
    {
        if (signal == DaemonProcess.SIGKILL)
        {
            daemon.KillWithSentinel();
        }
        else
        {
            Stop(daemon);
        }

        var deadline = Deadline();
        Assert.True(BootClock.Now < deadline, "the lease was over already");
        var last = far.LastAnswer(Vip, deadline + TimeSpan.FromMilliseconds(100), Patience);

        Assert.Equal(["10.0.0.100/24"], HostParts.PresentText("near"));
        Assert.True(last is not null, "nothing was answered at all");
        var early = deadline - last!.Value;
        output.WriteLine($"asked {early.TotalMilliseconds} ms before the deadline, answered");
        Assert.True(early >= TimeSpan.Zero, $"answered though asked {-early} after the deadline");
        Assert.True(early < TimeSpan.FromMilliseconds(100), $"silent {early} before the deadline");
    });

    [Fact]
    public void Stopped_daemon_that_goes_on_opens_nothing_by_its_old_evidence() => Run(
        (daemon, far) =>
    {
        Stop(daemon);
        var deadline = Deadline();
        var last = far.LastAnswer(Vip, deadline + TimeSpan.FromSeconds(1), Patience);
        Assert.True(last is null || last <= deadline, $"answered {last - deadline} late");

        daemon.Signal(DaemonProcess.SIGCONT);

        // Released first, and taken again as anybody would take it.
        daemon.AwaitLog("DOWN: near:10.0.0.100/24");
        Eventually.True(() => far.Ask(Vip) is not null, () => daemon.Log);
        Assert.True(Deadline() > deadline);
    });

    [Fact]
    public void Next_run_replaces_what_a_killed_one_has_left() => Run((daemon, far) =>
    {
        var left = Pins.Present().Count;
        daemon.KillWithSentinel();
        Assert.Equal(left, Pins.Present().Count);

        using var next = Start();

        next.AwaitLog("UP: near:10.0.0.100/24");
        Eventually.True(() => far.Ask(Vip) is not null, () => daemon.Log);
        Assert.Equal(left, Pins.Present().Count);
        next.Signal(DaemonProcess.SIGTERM);
        Assert.Equal(ExitStatus.Ok, next.AwaitEnd());
    });

    [Fact]
    public void Release_after_a_kill_removes_address_and_fence() => Run((daemon, _) =>
    {
        daemon.KillWithSentinel();

        using var release = new DaemonProcess(_folder.Path("w.conf"), options: "--release");

        Assert.Equal(ExitStatus.Ok, release.AwaitEnd());
        Assert.Empty(HostParts.PresentText("near"));
        Assert.False(Directory.Exists(Pins.GroupFolder));
        AssertNothingAttached();
    });

    [Fact]
    public void Release_removes_what_was_held_though_it_is_not_listed_any_more() => Run(
        (daemon, _) =>
    {
        daemon.KillWithSentinel();
        var path = _folder.Path("w.conf");
        File.WriteAllText(path, File.ReadAllText(path).Replace(
            Vip, "10.0.0.200", StringComparison.Ordinal));

        using var release = new DaemonProcess(path, options: "--release");

        Assert.Equal(ExitStatus.Ok, release.AwaitEnd());
        Assert.Empty(HostParts.PresentText("near"));
    });

    [Fact]
    public void Release_leaves_the_address_until_the_lease_is_over() => RunSlow((daemon, far) =>
    {
        daemon.KillWithSentinel();
        using var release = new DaemonProcess(_folder.Path("w.conf"), options: "--release");
        AssertAnswersToTheEnd(far);
        Assert.Equal(ExitStatus.Ok, release.AwaitEnd());
        Assert.Empty(HostParts.PresentText("near"));
    });

    [Fact]
    public void Sentinel_that_can_tell_nobody_leaves_the_address_until_the_lease_is_over() =>
        RunSlow((daemon, far) =>
        {
            daemon.KillWithSentinel();
            using var work = new SentinelWork([]);
            var orders = new SentinelOrders(FenceName.Of("test"), [HostParts.Ip(Vip)], [])
            {
                WaitsForLease = true,
            };
            var said = string.Empty;

            // A thread is in the network of the one that starts it.
            var sentinel = new Thread(() => said = work.Run(orders));
            sentinel.Start();
            AssertAnswersToTheEnd(far);
            sentinel.Join();
            Assert.Contains("now that its lease is over", said, StringComparison.Ordinal);
            Assert.Empty(HostParts.PresentText("near"));
            Assert.False(Directory.Exists(Pins.GroupFolder));
        });

    [Fact]
    public void Sentinel_removes_address_and_fence_of_a_killed_daemon_in_milliseconds() => Run(
        (daemon, far) =>
    {
        daemon.AwaitSentinel();
        daemon.Signal(DaemonProcess.SIGKILL);
        var killed = BootClock.Now;
        daemon.AwaitLog("1 addresses that it left are removed");

        Assert.Null(far.LastAnswer(Vip, BootClock.Now + Patience, Patience));
        Assert.Empty(HostParts.PresentText("near"));
        Eventually.True(() => !Directory.Exists(Pins.GroupFolder), () => daemon.Log);
        AssertNothingAttached();
        output.WriteLine($"{(BootClock.Now - killed).TotalMilliseconds} ms after the kill");
    });

    [Fact]
    public void Orderly_end_leaves_nothing_in_the_kernel() => Run((daemon, _) =>
    {
        daemon.Signal(DaemonProcess.SIGTERM);
        Assert.Equal(ExitStatus.Ok, daemon.AwaitEnd());
        Assert.False(Directory.Exists(Pins.GroupFolder));
        AssertNothingAttached();
    });

    [Fact]
    public void Lost_fence_takes_the_address_away_and_both_come_back() => Run((daemon, far) =>
    {
        using (var link = BpfLink.Open(
            Pins.PathOf(TrafficDirection.Ingress, NetworkNamespace.IndexOf("near"))))
        {
            Assert.Null(link.Detach());
        }

        daemon.AwaitLog("The fence is not whole any more");
        daemon.AwaitLog("DOWN: near:10.0.0.100/24 (the fence does not stand)");
        Eventually.True(() => daemon.Log.Split("UP: near").Length == 3
            && far.Ask(Vip) is not null, () => daemon.Log);
        Assert.Single(BpfLink.List(
            NetworkNamespace.IndexOf("near"), TrafficDirection.Ingress));
    });

    [Fact]
    public void Required_fence_that_is_not_to_be_had_holds_nothing() => BpfHost.RunWithCable(() =>
    {
        BpfHost.Mount($"-t tmpfs none {BpfFileSystem.Root}");
        using var far = FarStation.Connect();
        using var daemon = Start("Fence = required");
        daemon.AwaitLog("This host holds nothing");
        daemon.AwaitLog("view ");
        Assert.Null(far.LastAnswer(Vip, BootClock.Now + TimeSpan.FromSeconds(1), Patience));
        Assert.Empty(HostParts.PresentText("near"));

        BpfHost.Unmount(BpfFileSystem.Root);

        daemon.AwaitLog("UP: near:10.0.0.100/24");
        Eventually.True(() => far.Ask(Vip) is not null, () => daemon.Log);
    });

    /// <summary>The lease's end, as it stands in the pinned map.</summary>
    private static Instant Deadline()
    {
        using var map = BpfMap.Open(Pins.Lease);
        var value = new byte[8];
        Assert.True(map.TryLookUp(new byte[4], value));
        return new Instant(BinaryPrimitives.ReadInt64LittleEndian(value));
    }

    private static void AssertAnswersToTheEnd(FarStation far)
    {
        var deadline = Deadline();
        Assert.True(BootClock.Now < deadline, "the lease was over already");
        var last = far.LastAnswer(Vip, deadline + TimeSpan.FromMilliseconds(100), Patience);
        Assert.True(last is not null && deadline - last < TimeSpan.FromMilliseconds(100),
            $"silent {deadline - last} before the deadline");
        Assert.True(last <= deadline, $"answered {last - deadline} after the deadline");
    }

    // Until every thread of it has stopped, the lease may be extended once more.
    private static void Stop(DaemonProcess daemon)
    {
        daemon.Signal(DaemonProcess.SIGSTOP);
        Eventually.True(() => Directory.GetDirectories($"/proc/{daemon.Id}/task").All(
            thread => File.ReadAllText(Path.Combine(thread, "stat"))
                .Contains(") T ", StringComparison.Ordinal)), "it does not stop");
    }

    private static void AssertNothingAttached()
    {
        var near = NetworkNamespace.IndexOf("near");
        Assert.Empty(BpfLink.List(near, TrafficDirection.Ingress));
        Assert.Empty(BpfLink.List(near, TrafficDirection.Egress));
    }

    private void Run(Action<DaemonProcess, FarStation> test) => Run(test, "");

    // A lease that lasts longer than it takes to start a program.
    private void RunSlow(Action<DaemonProcess, FarStation> test) =>
        Run(test, "DetectionTime = 4s");

    private void Run(
        Action<DaemonProcess, FarStation> test, string more) => BpfHost.RunWithCable(() =>
    {
        using var far = FarStation.Connect();
        using var daemon = Start(more);
        daemon.AwaitLog("The kernel enforces the lease");
        daemon.AwaitLog("UP: near:10.0.0.100/24");
        Eventually.True(() => far.Ask(Vip) is not null, () => daemon.Log);
        test(daemon, far);
    });

    private DaemonProcess Start(string more = "") => new(_folder.Write("w.conf",
        $$"""
        Group = test
        Node = a
        Authentication = none
        Control = {{_folder.Path("control")}}
        StateDirectory = {{_folder.Root}}
        RealTime = no
        Mature = 100ms
        Peers { 10.0.0.1 10.0.0.2 }
        VirtualInterfaces { near:10.0.0.100/24 }
        {{more}}
        """));

    /// <summary>A station with an address of its own at the other end of the cable.</summary>
    private sealed class FarStation : IDisposable
    {
        private readonly OtherNetwork _network;
        private readonly Asker _asker;

        private FarStation(OtherNetwork network)
        {
            _network = network;
            _asker = network.Do(() => new Asker("far"));
        }

        public static FarStation Connect()
        {
            NetworkNamespace.Ip("address add 10.0.0.1/24 dev near");
            return new FarStation(OtherNetwork.WithInterface(
                "far", "address add 10.0.0.2/24 dev far"));
        }

        public Instant? Ask(string address) =>
            _network.Do(() => _asker.Ask(address, TimeSpan.FromMilliseconds(200)));

        /// <summary>
        /// Asks without a pause until then; when the last question was asked that was answered.
        /// </summary>
        public Instant? LastAnswer(string address, Instant until, TimeSpan patience) =>
            _network.Do(() =>
            {
                Instant? last = null;
                while (BootClock.Now < until)
                {
                    last = _asker.Ask(address, patience) ?? last;
                }

                return last;
            });

        public void Dispose()
        {
            _asker.Dispose();
            _network.Dispose();
        }
    }
}
