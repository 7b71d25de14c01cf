using Wackamole.Core;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>
/// One machine: its clock, its kernel, and at most one run of the daemon, whose loop hands over
/// what is queued and then one Tick, as the shell does.
/// </summary>
internal sealed partial class SimulatedHost
{
    private readonly Queue<Arrival> _inbox = new();
    private readonly SeededRandom _random;
    private ISimulatedNode? _node;
    private readonly bool[] _configured;
    private ulong _incarnation;
    private int _queuedPackets;
    private long _wakesAtNs = long.MaxValue;
    private long _busyUntilNs;
    private long _handled;
    private long _leaseWatchedAtNs = long.MaxValue;
    private bool _leaseOpen;
    private int _spins;
    private long _inViewsSinceNs = Connectivity.NotConnected;

    public SimulatedHost(SimulatedCluster cluster, int index, SeededRandom random)
    {
        Cluster = cluster;
        Index = index;
        _random = random;
        Plan = cluster.Plan.Hosts[index];
        _configured = new bool[cluster.Plan.VirtualInterfaces.Length];
        _removers = new int[_configured.Length];
        _holdsOffUntilNs = new long[_configured.Length];
        _refusals = new int[_configured.Length];
        Settings = cluster.Plan.SettingsOf(index);
        Clock = new SimulatedClock(Plan.ClockStartNs, Plan.ClockDriftPpm);
        Kernel = new SimulatedKernel(this, cluster.Plan.VirtualInterfaces.Length, random.Fork());
    }

    public SimulatedCluster Cluster { get; }

    public int Index { get; }

    public HostPlan Plan { get; }

    public string Name => Plan.Name;

    public SimulatedClock Clock { get; }

    public SimulatedKernel Kernel { get; }

    public NodeSettings Settings
    {
        get;
        private set
        {
            field = value;
            Array.Clear(_configured);
            foreach (var vip in value.VirtualInterfaces)
            {
                _configured[Cluster.PlaceOf(vip.Head)] = true;
            }
        }
    }

    public HostState State { get; private set; } = HostState.WithoutDaemon;

    /// <summary>Counts the runs of the daemon; answers to an older one are dropped.</summary>
    public int Run { get; private set; }

    /// <summary>
    /// Since when the daemon has run without being stopped; NotConnected where it does not.
    /// </summary>
    public long RunningSinceNs { get; private set; } = Connectivity.NotConnected;

    /// <summary>The word that the kernel compares its clock with.</summary>
    public Instant Lease { get; private set; } = Instant.Past;

    public bool LeaseValid => Clock.At(Cluster.Now) < Lease;

    public bool IsFenced => Plan.Fence == FenceKind.Kernel;

    /// <summary>What the daemon last said to have installed; null for none.</summary>
    public View? View
    {
        get;
        private set
        {
            _inViewsSinceNs = value is null ? Connectivity.NotConnected
                : field is null ? Cluster.Now : _inViewsSinceNs;
            field = value;
        }
    }

    /// <summary>
    /// Since when it has been in one view or another, without a break or a stop.
    /// </summary>
    public long MemberSinceNs => Math.Max(_inViewsSinceNs, RunningSinceNs);

    /// <summary>When it first had a daemon; a fault may start it before its time.</summary>
    public long FirstStartNs { get; private set; } = Connectivity.NotConnected;

    /// <summary>When its daemon last ceased to be; long ago where it never did.</summary>
    public long EndedNs { get; private set; } = long.MinValue;

    /// <summary>The operator told it to take nothing (drain or fail), or it is leaving.</summary>
    public bool IsWithdrawn { get; private set; }

    /// <summary>The operator told it to leave the group.</summary>
    public bool IsFailed { get; private set; }

    public bool IsLeaving { get; private set; }

    public bool HasMajority => _node is { HasMajority: true };

    public bool IsYielding => _node is { IsYielding: true };

    public bool IsRunning => State == HostState.Running;

    /// <summary>Whether it is in the group, or ought to be.</summary>
    public bool Participates => IsRunning && !IsFailed && !IsLeaving;

    public IpAddress Head(int vip) => Cluster.Plan.VirtualInterfaces[vip].Head;

    public bool InterfaceUp(int vip) => Cluster.Network.Connectivity.InterfaceUp(
        Index, Cluster.LinkOf(vip));

    public bool HasWholeCatalogue =>
        Settings.VirtualInterfaces.Length == Cluster.Plan.VirtualInterfaces.Length;

    /// <summary>Whether its daemon ought to be able to take this.</summary>
    public bool MayTake(int vip) => !IsWithdrawn && !Plan.IsWitness
        && _configured[vip] && InterfaceUp(vip);

    public bool CanAnswer(int vip) => State != HostState.Off && Kernel.IsPresent(vip)
        && (!IsFenced || _leaseOpen) && InterfaceUp(vip);

    /// <summary>
    /// A packet reaches the machine; Cluster owns one reference, which is given up here.
    /// </summary>
    public void Receive(Packet packet, int link)
    {
        if (_node is null)
        {
            RefusePort(packet, link);
        }
        else if (_queuedPackets < SimulatedNetwork.QueuedPackets)
        {
            _queuedPackets++;
            _inbox.Enqueue(new Arrival(packet, link, null));
            WakeSoon();
            return;
        }

        Cluster.Network.Release(packet);
    }

    /// <summary>Queues an event for the present run of the daemon.</summary>
    public void Post(NodeEvent happened)
    {
        if (_node is not null)
        {
            _inbox.Enqueue(new Arrival(null, 0, happened));
            WakeSoon();
        }
    }

    /// <summary>Queues an event for one run of the daemon, after a while.</summary>
    public void PostLater(long delayNs, NodeEvent happened)
    {
        var run = Run;
        Cluster.At(Cluster.Now + delayNs, () =>
        {
            if (run == Run)
            {
                Post(happened);
            }
        });
    }

    /// <summary>The loop runs, unless it was meant to run earlier or not any more.</summary>
    public void Wake(long atNs)
    {
        if (atNs != _wakesAtNs)
        {
            return;
        }

        _wakesAtNs = long.MaxValue;
        if (State == HostState.Running)
        {
            Step();
        }
    }

    public void Write(string what) => Cluster.Write(Name, what);

    private void WakeSoon()
    {
        if (State == HostState.Running)
        {
            WakeAt(Cluster.Now + StepTime());
        }
    }

    private void WakeAt(long atNs)
    {
        var wakes = Math.Max(atNs, _busyUntilNs);
        if (wakes < _wakesAtNs)
        {
            _wakesAtNs = wakes;
            Cluster.Queue.Add(wakes, OccurrenceKind.HostWakes, Index, 0, null);
        }
    }

    private long StepTime() => _random.Between(Plan.LeastStepNs, Plan.MostStepNs);

    private void Step()
    {
        var run = Run;
        var now = Clock.At(Cluster.Now);
        var idle = _inbox.Count == 0;
        while (_inbox.TryDequeue(out var arrival))
        {
            HandOver(arrival, now);
            if (run != Run)
            {
                return;
            }
        }

        Handle(Input.Tick, now);
        if (run != Run || State != HostState.Running)
        {
            return;
        }

        _busyUntilNs = Cluster.Now + StepTime();
        NoticeSpin(idle, now);
        var due = Clock.TrueAt(_node!.NextDeadline);
        if (due != long.MaxValue)
        {
            WakeAt(due);
        }
    }

    private void HandOver(in Arrival arrival, Instant now)
    {
        if (arrival.Packet is not { } packet)
        {
            Handle(Input.Of(arrival.Event!), now);
            return;
        }

        _queuedPackets--;
        Cluster.Network.Connectivity.Arrived(
            packet.From, Index, packet.SentAtNs, Cluster.Now);
        Handle(Input.Datagram(packet.Bytes.AsSpan(0, packet.Length),
            ClusterPlan.EndpointOf(packet.From, arrival.Link), arrival.Link), now);
        Cluster.Network.Release(packet);
    }

    private void Handle(Input input, Instant now)
    {
        var node = _node!;
        try
        {
            node.Handle(input, now);
        }
        catch (Exception thrown) when (thrown is not InvariantBrokenException)
        {
            throw new InvariantBrokenException(
                "Node", $"{Name} threw at {input.Kind} {input.Event}: {thrown}");
        }

        _handled++;
        Execute(node.Effects);
    }

    /// <summary>
    /// A deadline that stays in the past would make a real loop burn its processor.
    /// </summary>
    private void NoticeSpin(bool idle, Instant now)
    {
        const int Bound = 2_000;
        _spins = idle && _node!.NextDeadline <= now ? _spins + 1 : 0;
        if (_spins > Bound)
        {
            throw new InvariantBrokenException(
                "Node", $"{Name} spins: its next deadline stays in the past after a Tick");
        }
    }

    /// <summary>«Port unreachable» comes back where a machine runs no daemon.</summary>
    private void RefusePort(Packet packet, int link)
    {
        if (State == HostState.WithoutDaemon
            && Cluster.Network.Connectivity.Frames(Index, packet.From, link))
        {
            Cluster.Hosts[packet.From].PostLater(Cluster.Network.Delay(),
                new NodeEvent.PortUnreachable(ClusterPlan.EndpointOf(Index, link)));
        }
    }
}
