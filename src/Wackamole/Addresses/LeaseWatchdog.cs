using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// While no fence stands and the kernel does not enforce the lease: sleeps until it would be over,
/// and removes the addresses itself where the loop has not done so shortly after, whatever became
/// of the loop.
/// </summary>
internal sealed class LeaseWatchdog : IDisposable
{
    private readonly EventDescriptor _wake = new();
    private readonly Epoll _epoll = new();
    private readonly RouteSocket _route = RouteSocket.Open();
    private readonly AddressChanger _changer;
    private readonly LeaseWord _lease;
    private readonly IFence _fence;
    private readonly HeldAddresses _held;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly TimeSpan _grace;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private volatile bool _ending;

    /// <param name="grace">
    /// How long after the lease's end the loop may still be at it: a part of what lies between
    /// the lease and the detection time, after which others may take the addresses.
    /// </param>
    public LeaseWatchdog(LeaseWord lease, IFence fence, AddressLifetimes lifetimes,
        HeldAddresses held, InterfaceTable interfaces, Mailbox<NodeEvent> loop,
        TimeSpan grace, DaemonThreads threads, ILogger log)
    {
        (_lease, _fence, _held, _loop, _grace, _log) = (lease, fence, held, loop, grace, log);
        _changer = new AddressChanger(_route, lease, held, interfaces, fence, lifetimes);
        _epoll.Add(_wake, 0);
        _thread = threads.Start("lease", ThreadPriorities.LeaseWatchdog, Run);
    }

    /// <summary>A quarter of what is between the end of the lease and a takeover.</summary>
    public static TimeSpan GraceFor(Timing timing) => (timing.Detection - timing.Lease) / 4;

    /// <summary>There are addresses to watch now. Any thread; never waits.</summary>
    public void Wake() => _wake.Signal();

    public void Dispose()
    {
        _ending = true;
        _wake.Signal();
        if (_thread.Join(Limits.ThreadEndTime))
        {
            _route.Dispose();
            _epoll.Dispose();
            _wake.Dispose();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        var lapsedSince = Instant.Never;
        while (!_ending)
        {
            var deadline = _lease.Deadline;
            var now = BootClock.Now;
            lapsedSince = now < deadline ? deadline : Instant.Min(lapsedSince, now);
            var actAt = _held.IsEmpty ? Instant.Never : lapsedSince + _grace;
            if (_fence.Stands)
            {
                // Looked at again shortly after each end of the lease, should the fence be lost.
                actAt = Instant.Max(actAt, now + _grace);
            }

            if (now >= actAt)
            {
                RemoveEverything(now - lapsedSince);
                actAt = BootClock.Now + _grace;
            }

            // An extension moves the deadline and needs no wake: this only wakes too early.
            _epoll.Wait(tags, actAt);
            _wake.Drain();
        }
    }

    private void RemoveEverything(TimeSpan sinceLapse)
    {
        // The worker may be adding just now: what it adds is still entered, and goes next time.
        var entries = _held.All.Values.ToList();
        var gone = _changer.RemoveEntries(entries, out var fault);
        if (fault is not null)
        {
            AddressLog.WatchdogFailed(_log, fault);
        }

        var struck = gone.Where(entry => entry.State != HoldState.Adding).ToList();
        _held.StrikeOutUnchanged(struck);
        if (struck.Count > 0)
        {
            AddressLog.WatchdogRemoved(_log, (long)sinceLapse.TotalMilliseconds, struck.Count);
        }

        var remaining = _held.All.Values.Select(entry => entry.Head).ToHashSet();
        foreach (var head in struck.Select(entry => entry.Head).Distinct())
        {
            if (!remaining.Contains(head))
            {
                // Where the mailbox is full the loop is stuck, and will remove it once more itself.
                _loop.TryPost(new NodeEvent.AddressesRemoved(head, null));
            }
        }
    }
}
