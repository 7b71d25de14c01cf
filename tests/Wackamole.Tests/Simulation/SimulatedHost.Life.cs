using System.Collections.Immutable;
using Wackamole.Core;
using Wackamole.Core.Allocation;
using Wackamole.Core.Control;
using Wackamole.Core.Lease;
using Wackamole.Core.Values;

namespace Wackamole.Tests.Simulation;

/// <summary>What befalls a machine and its daemon.</summary>
internal sealed partial class SimulatedHost
{
    private const ulong FirstIncarnation = 1_000_000;
    private const ulong ClockWentBack = 500;
    private const ulong MostBetweenIncarnations = 1_000;

    /// <summary>How soon what removes addresses sees that one is there.</summary>
    private const long SomethingLooksNs = 20 * Span.Millisecond;

    private readonly int[] _removers;
    private readonly long[] _holdsOffUntilNs;

    // In this run of the daemon.
    private readonly int[] _refusals;

    /// <summary>
    /// Until then an unfenced host that was just continued may still answer: the promise is
    /// weaker by what a stopped daemon cannot do (PROTOCOL.md 5).
    /// </summary>
    public long WeakUntilNs { get; private set; }

    /// <summary>The last time this machine itself was in trouble, or began.</summary>
    public long TroubledAtNs { get; private set; }

    /// <summary>What it waits for since then is shorter by the leap.</summary>
    public long ClockLeaptAtNs { get; private set; } = long.MinValue / 2;

    /// <summary>
    /// A new run: what an older one left is removed and the fence closed before the node exists.
    /// </summary>
    /// <param name="clockWentBack">Its incarnation is not greater than the last.</param>
    public void Start(bool clockWentBack = false)
    {
        if (State is HostState.Running or HostState.Stopped)
        {
            return;
        }

        Trouble();
        Kernel.Abandon();
        Clear();
        Lease = Instant.Past;
        _leaseOpen = false;
        Kernel.Clear();
        _incarnation = _incarnation == 0
            ? FirstIncarnation + (ulong)_random.Below(1_000)
            : clockWentBack
                ? _incarnation - ClockWentBack
                : _incarnation + 1 + _random.Next() % MostBetweenIncarnations;
        var start = new NodeStart((ulong)Index + 1, _incarnation,
            new UInt128(_random.Next(), _random.Next()), Plan.Fence, Interfaces())
        {
            Voters = VotersOnDisk,
        };
        Run++;
        (IsWithdrawn, IsFailed, IsLeaving) = (false, false, false);
        Array.Clear(_refusals);
        View = null;
        FirstStartNs = Math.Min(FirstStartNs, Cluster.Now);
        Write($"starts as {Name}/{_incarnation}{(clockWentBack ? " (its clock went back)" : "")}");
        State = HostState.Running;
        RunningSinceNs = Cluster.Now;
        _node = Cluster.Factory(Settings, start, Clock.At(Cluster.Now));
        WakeSoon();
    }

    /// <summary>kill -9: the daemon is gone, its addresses and the lease word are not.</summary>
    public void Crash()
    {
        if (State is HostState.Running or HostState.Stopped)
        {
            Write("crashes");
            EndRun(HostState.WithoutDaemon);
        }
    }

    public void PowerOff()
    {
        Write("loses power");
        EndRun(HostState.Off);
        Lease = Instant.Past;
        _leaseOpen = false;
        Kernel.Clear();
    }

    /// <summary>SIGSTOP: nothing runs; packets queue up.</summary>
    public void Stop()
    {
        if (State == HostState.Running)
        {
            Trouble();
            Write("is stopped");
            State = HostState.Stopped;
            RunningSinceNs = Connectivity.NotConnected;
        }
    }

    /// <summary>SIGCONT.</summary>
    public void Continue()
    {
        if (State != HostState.Stopped)
        {
            return;
        }

        Trouble();
        Write("continues");
        State = HostState.Running;
        RunningSinceNs = Cluster.Now;
        WeakUntilNs = Cluster.Now + 10 * Span.Millisecond + Cluster.Plan.VirtualInterfaces.Length
            * (Plan.MostKernelNs + Kernel.SlowNs);
        _wakesAtNs = long.MaxValue;
        WakeSoon();
        Kernel.Begin();
    }

    /// <summary>Its boot clock leaps forward: leases that ran by it may be over at once.</summary>
    public void StepClock(long byNs)
    {
        Trouble();
        Write($"its clock leaps by {Span.Text(byNs)}");
        Clock.Step(byNs);
        ClockLeaptAtNs = Cluster.Now;
        LeaseMayHaveEnded(_leaseWatchedAtNs);
        _wakesAtNs = long.MaxValue;
        WakeSoon();
    }

    /// <summary>SIGTERM.</summary>
    public void Leave()
    {
        if (_node is not null && !IsLeaving)
        {
            Trouble();
            Write("is told to leave");
            (IsLeaving, IsWithdrawn) = (true, true);
            Post(new NodeEvent.Shutdown());
        }
    }

    /// <summary>An operator's request; the answer comes with the next step.</summary>
    public void Ask(ControlRequest request)
    {
        if (_node is null)
        {
            return;
        }

        if (request.Command != ControlCommand.Status)
        {
            Trouble();
            Cluster.OperatedAtNs = Cluster.Now;
            Write($"operator asks {request}");
        }

        switch (request.Command)
        {
            case ControlCommand.Move:
                Cluster.HasPins = true;
                break;
            case ControlCommand.Fail:
                (IsFailed, IsWithdrawn) = (true, true);
                break;
            case ControlCommand.Drain when request.Host is null:
                IsWithdrawn = true;
                break;
            case ControlCommand.Drain or ControlCommand.Start when request.Host is { } named:
                // Only what is not refused: the host is a member.
                Cluster[named].IsWithdrawn = request.Command == ControlCommand.Drain;
                break;
            case ControlCommand.Start:
                (IsFailed, IsWithdrawn) = (IsLeaving, IsLeaving);
                break;
        }

        var number = Cluster.NextRequest();
        _asked[number] = request;
        Post(new NodeEvent.Operator(number, request));
    }

    /// <summary>SIGHUP with other settings.</summary>
    public void Reconfigure(NodeSettings settings)
    {
        Trouble();
        Write("is reconfigured");
        Settings = settings;
        Post(new NodeEvent.Reconfigured(settings));
    }

    /// <summary>The carrier of an interface goes or comes back, and the kernel says so.</summary>
    public void Carrier(int link, bool up)
    {
        Trouble();
        Write($"{ClusterPlan.InterfaceOf(link)} {(up ? "regains" : "loses")} carrier");
        Cluster.Network.Connectivity.Interface(Index, link, up ? -1 : 1, Cluster.Now);
        Cluster.Coverage.Refresh(this, UsableCause.Carrier);
        Post(new NodeEvent.InterfaceChanged(Interface(link), true));
    }

    /// <summary>Somebody removes an address by hand.</summary>
    public void LoseAddress(int vip)
    {
        if (Kernel.IsPresent(vip))
        {
            Trouble();
            Write($"somebody removes {Head(vip)}");
            Kernel.RemoveByOther(vip);
            Cluster.Each(checker => checker.LostAddress(this, vip));
            Post(new NodeEvent.AddressLost(
                Head(vip), Head(vip), ClusterPlan.InterfaceOf(Cluster.LinkOf(vip))));
        }
    }

    /// <summary>Something removes an address whenever it comes, until it is let be.</summary>
    public void KeepRemoving(int vip)
    {
        Trouble();
        Write($"something begins to remove {Head(vip)} again and again");
        _removers[vip]++;
        SeenBySomething(vip);
    }

    public void LetBe(int vip)
    {
        Trouble();
        Write($"nothing removes {Head(vip)} any more");
        _removers[vip]--;
        _holdsOffUntilNs[vip] = Cluster.Now + Span.Of(BackOffs.Longest);
    }

    /// <summary>The kernel refused an addition: the node holds off, longer each time.</summary>
    public void NoteRefused(int vip)
    {
        const int Doublings = 6;
        var holdsOff = Math.Min(Span.Of(BackOffs.Longest),
            Span.Of(BackOffs.First) << Math.Min(_refusals[vip]++, Doublings));

        // By its own clock, and then it has to be added.
        var untilNs = Cluster.Now + holdsOff + holdsOff / 1_000 + 20 * Span.Millisecond;
        _holdsOffUntilNs[vip] = Math.Max(_holdsOffUntilNs[vip], untilNs);
    }

    /// <summary>An address came: what removes it sees that a little later.</summary>
    public void SeenBySomething(int vip)
    {
        if (_removers[vip] > 0)
        {
            Cluster.At(Cluster.Now + SomethingLooksNs, () =>
            {
                if (_removers[vip] > 0)
                {
                    LoseAddress(vip);
                }
            });
        }
    }

    /// <summary>
    /// Whether its daemon need not take this though it could: something kept removing it so lately
    /// that the daemon may not have tried again yet.
    /// </summary>
    public bool MayHoldOff(int vip) =>
        _removers[vip] > 0 || Cluster.Now < _holdsOffUntilNs[vip];

    /// <summary>Something pulls the fence down: nothing may be held until it is back.</summary>
    public void LoseFence()
    {
        Trouble();
        Write("loses its fence");
        IsWithdrawn = true;
        Post(new NodeEvent.FenceChanged(FenceKind.None, "a link is gone", MayHold: false));
    }

    public void RestoreFence()
    {
        Trouble();
        Write("has its fence again");
        IsWithdrawn = false;
        Post(new NodeEvent.FenceChanged(FenceKind.Kernel));
    }

    public void Trouble()
    {
        TroubledAtNs = Cluster.Now;
        Cluster.Disturb();
    }

    private void EndRun(HostState state)
    {
        Trouble();
        State = state;
        RunningSinceNs = Connectivity.NotConnected;
        Run++;
        _node = null;
        View = null;
        Kernel.Forget();
        _asked.Clear();
        _wakesAtNs = long.MaxValue;
        while (_inbox.TryDequeue(out var arrival))
        {
            if (arrival.Packet is { } packet)
            {
                Cluster.Network.Release(packet);
            }
        }

        _queuedPackets = 0;
        EndedNs = Cluster.Now;
        Cluster.Each(checker => checker.RunEnded(this));
    }

    private ImmutableArray<NetworkInterface> Interfaces() =>
        [.. Enumerable.Range(0, Cluster.Plan.Links).Select(Interface)];

    private NetworkInterface Interface(int link) => new(ClusterPlan.InterfaceOf(link), link + 2,
        HardwareAddress(Index, link), Cluster.Network.Connectivity.InterfaceUp(Index, link));

    private static ulong HardwareAddress(int host, int link) =>
        0x0200_0000_0000 | (ulong)link << 16 | (uint)host;
}
