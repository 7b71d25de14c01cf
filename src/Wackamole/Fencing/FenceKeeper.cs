using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Core;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Fencing;

/// <summary>
/// Keeps the fence whole, in a thread of its own: puts it on interfaces that come, looks each
/// second whether it is still there, and puts it back, once the addresses are gone, where not.
/// </summary>
internal sealed class FenceKeeper : IDisposable
{
    /// <summary>So often it is tried to put it back before the daemon goes on without.</summary>
    private const int MostTries = 3;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(1);

    /// <summary>While the addresses are on their way out.</summary>
    private static readonly TimeSpan RecoveryInterval = TimeSpan.FromMilliseconds(20);

    private readonly EventDescriptor _wake = new();
    private readonly Epoll _epoll = new();
    private readonly RouteSocket _route = RouteSocket.Open();
    private readonly RouteMonitor _notices = RouteMonitor.Open();
    private readonly Fence _fence;
    private readonly FenceMode _mode;
    private readonly HeldAddresses _held;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private FenceStanding _told;
    private Instant _checkAt = Instant.Past;
    private int _tries;
    private volatile bool _ending;

    public FenceKeeper(Fence fence, FenceMode mode, HeldAddresses held, Mailbox<NodeEvent> loop,
        DaemonThreads threads, ILogger log)
    {
        (_fence, _mode, _held, _loop, _log) = (fence, mode, held, loop, log);
        _told = fence.Standing;
        _epoll.Add(_wake, 0);
        _epoll.Add(_notices, 1);
        _thread = threads.Start("fence", ThreadPriorities.Ordinary, Run);
    }

    /// <summary>Changes nothing more; answers whether the thread came to its end in time.</summary>
    public bool Stop(TimeSpan limit)
    {
        _ending = true;
        _wake.Signal();
        return _thread.Join(limit);
    }

    public void Dispose()
    {
        if (Stop(Limits.ThreadEndTime))
        {
            _route.Dispose();
            _notices.Dispose();
            _epoll.Dispose();
            _wake.Dispose();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[2];
        while (!_ending && _fence.Standing != FenceStanding.Unfenced)
        {
            var linksChanged = TakeNotices();
            var now = BootClock.Now;
            if ((linksChanged || now >= _checkAt) && Interfaces() is { } interfaces)
            {
                Look(interfaces, now >= _checkAt);
                Tell();
            }

            _epoll.Wait(tags, _checkAt);
            _wake.Drain();
        }
    }

    // Addresses come and go without concern to us.
    private bool TakeNotices()
    {
        var linksChanged = false;
        while (_notices.TryRead(out var notice))
        {
            linksChanged |= notice is RouteNotice.LinkChanged or RouteNotice.Overrun;
        }

        return linksChanged;
    }

    private ImmutableArray<NetworkInterface>? Interfaces()
    {
        if (_route.ListInterfaces(out var interfaces) is not { } fault)
        {
            return interfaces;
        }

        AddressLog.NotReadBack(_log, fault.Text);
        _checkAt = BootClock.Now + CheckInterval;
        return null;
    }

    private void Look(ImmutableArray<NetworkInterface> interfaces, bool isDue)
    {
        if (_fence.Standing == FenceStanding.Up)
        {
            _fence.Follow(interfaces);
        }

        if (_fence.Standing == FenceStanding.Up && isDue)
        {
            _fence.Check(interfaces);
        }
        else if (_fence.Standing == FenceStanding.Refused && isDue)
        {
            InstallAfterAll(interfaces);
        }
        else if (_fence.Standing == FenceStanding.Lost && _held.IsEmpty)
        {
            Restore(interfaces);
        }

        if (isDue || _fence.Standing == FenceStanding.Lost)
        {
            var recovering = _fence.Standing == FenceStanding.Lost && _tries == 0;
            _checkAt = BootClock.Now + (recovering ? RecoveryInterval : CheckInterval);
        }
    }

    // Or, where only what an older run left was in the way, go on unfenced.
    private void InstallAfterAll(ImmutableArray<NetworkInterface> interfaces)
    {
        if (_fence.TryRestore(interfaces) is { } fault && _mode != FenceMode.Required)
        {
            _fence.GiveUp(fault, interfaces);
        }
    }

    private void Restore(ImmutableArray<NetworkInterface> interfaces)
    {
        if (_fence.TryRestore(interfaces) is not { } fault)
        {
            _tries = 0;
        }
        else if (++_tries >= MostTries && _mode != FenceMode.Required)
        {
            _fence.GiveUp(fault, interfaces);
        }
    }

    private void Tell()
    {
        if (_fence.Standing != _told)
        {
            _told = _fence.Standing;
            _loop.PostPatiently(_fence.News, () => _ending);
        }
    }
}
