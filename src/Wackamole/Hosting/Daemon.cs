using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Announcing;
using Wackamole.ControlSocket;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Engines;
using Wackamole.Engines.Corosync;
using Wackamole.Engines.Spread;
using Wackamole.Fencing;
using Wackamole.Hooks;
using Wackamole.Linux;
using Wackamole.Sentinels;

namespace Wackamole.Hosting;

/// <summary>
/// The running daemon: who owns what, and in which order it begins and ends. The node and its
/// loop in the middle, around them whoever does what the node asks for.
/// </summary>
internal sealed class Daemon : IDisposable
{
    private readonly LeaseWord _lease = new();
    private readonly HeldAddresses _held = new();
    private readonly Mailbox<NodeEvent> _mailbox = new(Limits.WaitingEvents);
    private readonly DaemonEnd _end = new();
    private readonly HostSettings _settings;
    private readonly ILogger _log;
    private readonly DuplicateGuard _guard;
    private readonly HostNetwork _network;
    private readonly Fence _fence;
    private readonly FenceKeeper _fenceKeeper;
    private readonly LeaseWatchdog _watchdog;
    private readonly AddressWorker _addresses;
    private readonly Announcer _announcer;
    private readonly SegmentProber _prober;
    private readonly HookRunner _hooks;
    private readonly ServiceReporter _service;
    private readonly VoterFile _voters;
    private readonly Node _node;
    private readonly EventLoop _loop;
    private readonly ControlServer? _control;
    private readonly IEngine? _engine;
    private readonly SentinelKeeper? _sentinel;
    private readonly Reloader _reloader;
    private readonly Thread _thread;

    /// <param name="program">
    /// What starts this program, for the sentinel; empty for a daemon without one.
    /// </param>
    /// <exception cref="StartFaultException">It cannot start; nothing is left behind.</exception>
    public Daemon(HostSettings settings, ILogger log, ImmutableArray<string> program = default)
    {
        (_settings, _log) = (settings, log);
        var (file, node) = (settings.File, settings.Node);
        _guard = DuplicateGuard.Take(node.Group);
        SentinelPresence.AwaitEnd(node.Group);
        _network = HostNetwork.Open(settings, log);
        _fence = Fence.Open(FenceSettings.Of(settings), _lease, _network.Interfaces, log);
        var interfaces = new InterfaceTable(_network.Interfaces);
        var threads = new DaemonThreads(file.RealTime, Fail, log);
        _fenceKeeper = new FenceKeeper(_fence, file.Fence, _held, _mailbox, threads, log);
        var lifetimes = new AddressLifetimes(_fence, node.Timing.Lease);
        _watchdog = new LeaseWatchdog(_lease, _fence, lifetimes, _held, interfaces, _mailbox,
            LeaseWatchdog.GraceFor(node.Timing), threads, log);
        _addresses = new AddressWorker(
            _lease, _fence, lifetimes, _held, interfaces, _mailbox, _watchdog.Wake, threads, log);
        _announcer = new Announcer(_lease, _held, interfaces, threads, log);
        _prober = new SegmentProber(node, _held, interfaces, _mailbox, threads, log);
        _hooks = new HookRunner(HookSettings.From(file), threads, log);
        _service = new ServiceReporter(ServiceManager.FromEnvironment(), () => _loop?.Rounds ?? 0);
        _voters = new VoterFile(file.StateDirectory, node.Name, node.Group, _mailbox);
        var desk = new ActionDesk(_addresses, _announcer, _prober, _hooks, _service, _fence,
            _mailbox, node.Name, node.Group, _voters, log);
        _control = OpenControl(desk);
        var start = MakeStart();
        _sentinel = StartSentinel(program, start.MachineId, threads);
        _reloader = new Reloader(
            settings, _mailbox, _hooks, _prober, _fence, _sentinel, _service, log);
        _engine = desk.Engine = SpreadEngine.For(settings, _mailbox, threads, log)
            ?? CorosyncEngine.For(settings, _mailbox, threads, log);
        if (_engine is not null)
        {
            _engine.Waits = fault => _service.Waits($"{fault}; it is tried again");
        }

        var effects = new EffectRunner(
            new LinkSender(_network.Links, log), _lease, desk, _engine);
        if (_engine is not null)
        {
            _service.Serving($"waits for the engine «{file.Engine.ToString().ToLowerInvariant()}»");
        }

        MakeReady();

        // Last: to a node, time that passes before its loop runs is time in which it was stopped.
        _node = new Node(node, start, BootClock.Now);
        _loop = new EventLoop(_node, effects, _network.Links, _network.Notices,
            new AddressKeeper(interfaces, _held, _addresses), _mailbox, node.Timing, log)
        {
            Renamed = _sentinel is { } sentinel ? sentinel.Become : null,
        };
        _thread = threads.Start("loop", ThreadPriorities.Loop, () =>
        {
            _loop.Run();
            _end.Set(DaemonEndKind.Finished);
        });
    }

    /// <summary>Leave in order; asked again: leave at once. Any thread.</summary>
    public void Leave()
    {
        if (!_end.TryBeginLeave())
        {
            StartLog.LeavingAtOnce(_log);
            _end.Set(DaemonEndKind.AtOnce);
            _hooks.Kill();
            return;
        }

        // As the node has it: it may have been read again.
        var limit = _reloader.Current.Node.LeaveLimit;
        StartLog.Leaving(_log, limit.TotalSeconds);
        _service.Stopping();
        _mailbox.PostPatiently(new NodeEvent.Shutdown(), () => _end.IsSet);
        _end.SetLater(DaemonEndKind.Stuck, limit + Limits.LoopEndTime);
    }

    /// <summary>Read the configuration again. Any thread; returns at once.</summary>
    public void Reload() => _reloader.Request();

    /// <summary>Waits for the end, cleans up, and answers with the exit status.</summary>
    public int AwaitEnd()
    {
        var kind = _end.Await();
        if (kind == DaemonEndKind.Stuck)
        {
            StartLog.LoopStuck(_log);
        }

        if (_end.Fault is { } fault)
        {
            StartLog.Failed(_log, fault);
        }

        var released = Release();
        if (kind == DaemonEndKind.Finished)
        {
            _hooks.Finish(_hooks.LongestTimeout + Limits.HookKillTime);
        }

        _sentinel?.End(released && kind == DaemonEndKind.Finished);
        return released && kind is DaemonEndKind.Finished or DaemonEndKind.AtOnce
            ? ExitStatus.Ok : ExitStatus.Internal;
    }

    /// <summary>
    /// Removes every address of ours, whatever state the rest is in, and looks whether any is
    /// left. Any thread, more than once.
    /// </summary>
    public bool Release()
    {
        _lease.Close();
        RemoveOurs();
        _loop.Stop();
        _thread.Join(Limits.ThreadEndTime);
        _addresses.Stop(Limits.ThreadEndTime);

        // Once more: an addition may have been in the middle.
        var (left, fault) = RemoveOurs();
        if (left == 0)
        {
            // Last: what could not be removed stays behind a closed fence.
            _fenceKeeper.Stop(Limits.ThreadEndTime);
            _fence.Remove();
            StartLog.Ended(_log);
        }
        else
        {
            StartLog.EndedWithAddresses(_log, left, fault ?? "the kernel gives no reason");
        }

        return left == 0;
    }

    public void Dispose()
    {
        _sentinel?.Dispose();
        _engine?.Dispose();
        _control?.Dispose();
        _hooks.Dispose();
        _prober.Dispose();
        _announcer.Dispose();
        _addresses.Dispose();
        _watchdog.Dispose();
        _fenceKeeper.Dispose();
        _service.Dispose();
        if (_thread.Join(TimeSpan.Zero))
        {
            _loop.Dispose();
            _node.Dispose();
            _network.Dispose();
            _mailbox.Dispose();
            _fence.Dispose();
        }

        _guard.Dispose();
        _end.Dispose();
    }

    /// <summary>A part of the daemon has failed: release everything and end. Any thread.</summary>
    internal void Fail(string fault)
    {
        _lease.Close();
        _end.Fail(fault);
    }

    private (int Left, string? Fault) RemoveOurs()
    {
        var ours = Leftovers.AddressesOf(
            [.. _settings.Node.VirtualInterfaces, .. _reloader.Current.Node.VirtualInterfaces]);
        ours.UnionWith(_held.All.Keys);
        return FinalRelease.Run(ours, address => StartLog.RemovedAtEnd(_log, address));
    }

    private NodeStart MakeStart()
    {
        Span<byte> seed = stackalloc byte[16];
        RandomNumberGenerator.Fill(seed);
        var fence = _fence.News;
        var votersFault = (string?)null;
        var voters = _settings.Node.Majority ? _voters.Read(out votersFault) : null;
        if (votersFault is not null)
        {
            StartLog.NoVoters(_log, votersFault);
        }

        return new NodeStart(
            MachineIdentity.Read(),
            Incarnations.Next(_settings.File.StateDirectory, _settings.Node.Name,
                BootClock.RealTimeNanoseconds, _log),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(seed),
            fence.Fence, _network.Interfaces)
        {
            Voters = voters,
            VotersFault = votersFault,
            WhyUnfenced = fence.Reason,
            MayHold = fence.MayHold,
        };
    }

    private SentinelKeeper? StartSentinel(
        ImmutableArray<string> program, ulong machineId, DaemonThreads threads) =>
        program.IsDefaultOrEmpty ? null : new SentinelKeeper(program,
            new Testament(_settings, machineId, _network.Links,
                FenceSettings.AddressesOf(_settings)),
            _settings, _network.Links, threads, _log);

    private ControlServer? OpenControl(ActionDesk desk)
    {
        if (_settings.File.Control is not { } path)
        {
            return null;
        }

        try
        {
            var control = ControlServer.Start(
                path, _mailbox, OwnAddress(), _log);
            desk.Control = control;
            ControlLog.Serving(_log, path);
            return control;
        }
        catch (IOException fault)
        {
            // Its pins would outlive this process.
            _fenceKeeper.Stop(Limits.ThreadEndTime);
            _fence.Remove();
            throw new StartFaultException(ExitStatus.Network, fault.Message);
        }
    }

    // Without links of its own a host is known to the original's clients by this one.
    private IpAddress OwnAddress() => _network.Links.IsEmpty
        ? IpAddress.From(System.Net.IPAddress.Loopback) : _network.Links[0].Local.Address;

    private void MakeReady()
    {
        if (_settings.File.RealTime && RealTime.TryLockMemory() is { } refused)
        {
            StartLog.Ordinary(_log, refused);
        }

        // What the start has used is not needed any more; later there is no good moment.
        GC.Collect();
    }
}
