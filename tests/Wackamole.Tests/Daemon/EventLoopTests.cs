using System.Collections.Immutable;
using Wackamole.Addresses;
using Wackamole.Announcing;
using Wackamole.Core;
using Wackamole.Core.Control;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;
using Wackamole.Hooks;
using Wackamole.Hosting;
using Wackamole.Linux;
using Wackamole.Tests.Linux;
using Xunit;

namespace Wackamole.Tests.Daemon;

[Collection(CalmCollection.Name)]
public sealed class EventLoopTests
{
    private static readonly IpAddress Shared = HostParts.Ip("10.0.0.1");

    [Fact]
    public void Two_hosts_join_over_real_sockets_and_then_allocate_nothing() => Run((one, other) =>
    {
        RunRounds(one, other, () => one.Parts.Held.IsHeld(Shared)
            || other.Parts.Held.IsHeld(Shared));

        AssertAllocatesNothing(one, other);
        Assert.Equal(2, one.Node.View.Members.Length);
    });

    [Fact]
    public void Operator_is_answered_and_events_are_taken_in_order() => Run((one, other) =>
    {
        var node = one.Node;
        one.Parts.Loop.TryPost(new NodeEvent.Operator(
            1, new ControlRequest(ControlCommand.Status)));
        one.Parts.Loop.TryPost(new NodeEvent.Operator(
            2, new ControlRequest(ControlCommand.Fail)));

        RunRounds(one, other, () => node.Phase == NodePhase.Failed);

        Assert.Contains("leaves the cluster until", one.Parts.Log.Text, StringComparison.Ordinal);
    });

    [Fact]
    public void Shutdown_ends_the_loop_and_who_is_left_allocates_nothing() => Run((one, other) =>
    {
        RunRounds(one, other, () => one.Node.View.Members.Length == 2);
        one.Parts.Loop.TryPost(new NodeEvent.Shutdown());

        RunRounds(one, other, () => one.Effects.IsFinished);
        RunRounds(other, other, () => other.Node.View.Members.Length == 1);
        AssertAllocatesNothing(other, other);
    });

    // The first rounds make every buffer as large as it gets. A machine that stalls makes the
    // hosts doubt each other and talk more for a moment: one calm stretch is wanted.
    private static void AssertAllocatesNothing(Host one, Host other)
    {
        var least = long.MaxValue;
        for (var stretch = 0; stretch < 50 && least > 0; stretch++)
        {
            var sent = one.Sent;
            var before = GC.GetAllocatedBytesForCurrentThread();
            RunRounds(one, other, 20);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.True(one.Sent > sent, "no heartbeats were sent");
        }

        Assert.True(least == 0, $"{least} bytes at best:\n{one.Parts.Log.Text}");
    }

    private static void RunRounds(Host one, Host other, Func<bool> isMet)
    {
        var end = BootClock.Now + Eventually.Bound;
        while (!isMet())
        {
            Assert.True(BootClock.Now < end, one.Parts.Log.Text);
            one.Loop.RunRound();
            other.Loop.RunRound();
        }
    }

    private static void RunRounds(Host one, Host other, int count)
    {
        for (var round = 0; round < count; round++)
        {
            one.Loop.RunRound();
            other.Loop.RunRound();
        }
    }

    private static void Run(Action<Host, Host> test) => NetworkNamespace.Run(() =>
    {
        NetworkNamespace.Ip("link set lo up");
        using var one = new Host("a", 1);
        using var other = new Host("b", 2);
        test(one, other);
    });

    /// <summary>A node with its loop, whose rounds the test runs, on the loopback.</summary>
    private sealed class Host : IDisposable
    {
        private readonly RouteMonitor _notices = RouteMonitor.Open();
        private readonly ImmutableArray<PeerSocket> _links;
        private readonly AddressWorker _worker;
        private readonly Announcer _announcer;
        private readonly SegmentProber _prober;
        private readonly HookRunner _hooks;
        private readonly ServiceReporter _service;
        private readonly LinkSender _sender;

        public Host(string name, ulong machine)
        {
            var settings = new NodeSettings
            {
                Name = name,
                Group = "g",
                Timing = Timing.From(
                    TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(20), null),
                Peers = [[At(1)], [At(2)]],
                Mature = TimeSpan.FromMilliseconds(50),
                VirtualInterfaces = [HostParts.Vif("lo:10.0.0.1/32")],
            };
            _links = [PeerSocket.Open(At(machine), null, null)];
            _worker = Parts.Worker();
            _announcer = new Announcer(
                Parts.Lease, Parts.Held, Parts.Interfaces, Parts.Threads, Parts.Log);
            _prober = new SegmentProber(
                settings, Parts.Held, Parts.Interfaces, Parts.Loop, Parts.Threads, Parts.Log);
            _hooks = new HookRunner(
                new HookSettings([], TimeSpan.FromSeconds(1)), Parts.Threads, Parts.Log);
            _service = new ServiceReporter(new ServiceManager(null, null, null), () => 0);
            var start = new NodeStart(machine, machine, machine, FenceKind.None,
                [.. Parts.Interfaces.All]);
            Node = new Node(settings, start, BootClock.Now);
            _sender = new LinkSender(_links, Parts.Log);
            Effects = new EffectRunner(_sender, Parts.Lease,
                new ActionDesk(_worker, _announcer, _prober, _hooks, _service, Parts.Fence,
                    Parts.Loop, name, "g", new VoterFile("/nowhere", name, "g", Parts.Loop),
                    Parts.Log));
            Loop = new EventLoop(Node, Effects, _links, _notices,
                new AddressKeeper(Parts.Interfaces, Parts.Held, _worker), Parts.Loop,
                settings.Timing, Parts.Log);
        }

        public long Sent => _sender.Sent;

        public HostParts Parts { get; } = new();

        public Node Node { get; }

        public EffectRunner Effects { get; }

        public EventLoop Loop { get; }

        public void Dispose()
        {
            Loop.Dispose();
            Node.Dispose();
            _service.Dispose();
            _hooks.Dispose();
            _prober.Dispose();
            _announcer.Dispose();
            _worker.Dispose();
            _links[0].Dispose();
            _notices.Dispose();
            Parts.Dispose();
        }

        private static Endpoint At(ulong machine) =>
            new(IpAddress.V4(0x7f00_0000 | (uint)machine), 4807);
    }
}
