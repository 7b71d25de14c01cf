using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Wackamole.Addresses;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Announcing;

/// <summary>
/// Tells the segment where addresses are, in a thread of its own: a thousand addresses are
/// several milliseconds of frames, for which no heartbeat waits. Before each batch it looks
/// again at what is held and at the lease, and keeps silent about everything else.
/// </summary>
internal sealed class Announcer : IDisposable
{
    /// <summary>
    /// What is sent between two looks at the lease: two frames an address at most.
    /// </summary>
    private const int AddressesPerBatch = 64;

    private static readonly TimeSpan WarningPause = TimeSpan.FromSeconds(60);

    private readonly Mailbox<AnnounceOrder> _orders = new(Limits.WaitingAnnouncements);
    private readonly AnnounceBacklog _backlog = new();
    private readonly List<VirtualInterface> _announcements = [];
    private readonly List<NotifyFrame> _notifications = [];
    private readonly FrameList _frames = new();
    private readonly Epoll _epoll = new();
    private readonly FrameSender _sender;
    private readonly LinkSources _sources;
    private readonly LeaseWord _lease;
    private readonly HeldAddresses _held;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private Instant _quietUntil = Instant.Past;
    private long _saidLeftOut;
    private long _rounds;
    private volatile bool _ending;

    public Announcer(LeaseWord lease, HeldAddresses held, InterfaceTable interfaces,
        DaemonThreads threads, ILogger log)
    {
        (_lease, _held, _log) = (lease, held, log);
        _sources = new LinkSources(interfaces);
        _sender = new FrameSender(interfaces);
        _epoll.Add(_orders, 0);
        _thread = threads.Start("announcer", ThreadPriorities.Announcer, Run);
    }

    /// <summary>
    /// Grows with every look at what waits: whoever ordered something can see it done.
    /// </summary>
    internal long Rounds => Volatile.Read(ref _rounds);

    /// <summary>From the loop; never waits.</summary>
    public void Announce(ImmutableArray<VirtualInterface> virtualInterfaces) =>
        Post(new AnnounceOrder(virtualInterfaces, []));

    /// <summary>From the loop; never waits.</summary>
    public void Notify(ImmutableArray<NotifyFrame> notifications) =>
        Post(new AnnounceOrder([], notifications));

    public void Dispose()
    {
        _ending = true;
        _orders.Wake();
        if (_thread.Join(Limits.ThreadEndTime))
        {
            _sender.Dispose();
            _epoll.Dispose();
            _orders.Dispose();
        }
    }

    private void Post(AnnounceOrder order)
    {
        if (!_orders.TryPost(order))
        {
            AnnounceLog.TooManyOrders(_log);
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        while (!_ending)
        {
            _epoll.Wait(tags, _backlog.IsEmpty ? Instant.Never : Instant.Past);
            _orders.ForgetWakes();
            while (_orders.TryTake(out var order))
            {
                _backlog.Add(order);
            }

            if (!_lease.IsValid)
            {
                _backlog.Clear();
            }

            SendBatch();
            SayLeftOut();
            Volatile.Write(ref _rounds, _rounds + 1);
        }
    }

    private void SendBatch()
    {
        _announcements.Clear();
        _notifications.Clear();
        _frames.Clear();
        _sources.Forget();
        _backlog.TakeAnnouncements(_announcements, AddressesPerBatch);
        foreach (var announced in _announcements)
        {
            if (IsHeld(announced))
            {
                AnnouncementFrames.AddAnnouncements(announced, _sources.Find, _frames);
            }
        }

        if (_announcements.Count == 0)
        {
            _backlog.TakeNotifications(_notifications, AddressesPerBatch);
            foreach (var notification in _notifications)
            {
                if (_held.IsHeld(notification.Address.Address))
                {
                    AnnouncementFrames.AddNotification(notification, _sources.Find, _frames);
                }
            }
        }

        if (_lease.IsValid && _sender.Send(_frames, out var left) is { } fault)
        {
            SayFault(fault, left);
        }
    }

    private bool IsHeld(VirtualInterface announced)
    {
        foreach (var address in announced.Addresses)
        {
            if (!_held.IsHeld(address.Address))
            {
                return false;
            }
        }

        return true;
    }

    private void SayFault(string fault, int frames)
    {
        var now = BootClock.Now;
        if (now >= _quietUntil)
        {
            AnnounceLog.NotSent(_log, frames, fault);
            _quietUntil = now + WarningPause;
        }
    }

    private void SayLeftOut()
    {
        if (_backlog.LeftOut > _saidLeftOut && BootClock.Now >= _quietUntil)
        {
            AnnounceLog.LeftOut(_log, _backlog.LeftOut - _saidLeftOut);
            _saidLeftOut = _backlog.LeftOut;
            _quietUntil = BootClock.Now + WarningPause;
        }
    }
}
