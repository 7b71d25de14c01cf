using Microsoft.Extensions.Logging;
using Wackamole.Core;
using Wackamole.Core.Values;
using Wackamole.Fencing;
using Wackamole.Hosting;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>
/// Changes this host's addresses in a thread of its own, since the kernel may take seconds over
/// a thousand IPv6 addresses while heartbeats must go on. Removals come first; additions go in
/// chunks, and none begins once the lease is over.
/// </summary>
internal sealed class AddressWorker : IDisposable
{
    private readonly Mailbox<NodeAction> _orders = new(Limits.WaitingAddressOrders);
    private readonly LinkedList<VirtualInterface> _toAdd = new();
    private readonly LinkedList<VirtualInterface> _toRemove = new();
    private readonly Epoll _epoll = new();
    private readonly RouteSocket _route = RouteSocket.Open();
    private readonly AddressChanger _changer;
    private readonly HeldAddresses _held;
    private readonly InterfaceTable _interfaces;
    private readonly AddressLifetimes _lifetimes;
    private readonly Mailbox<NodeEvent> _loop;
    private readonly Action _heldChanged;
    private readonly ILogger _log;
    private readonly Thread _thread;
    private Instant _renewAt = Instant.Never;
    private int _checkWanted;
    private int _listingWanted;
    private volatile bool _ending;

    /// <param name="heldChanged">Called after each chunk of additions.</param>
    public AddressWorker(LeaseWord lease, IFence fence, AddressLifetimes lifetimes,
        HeldAddresses held, InterfaceTable interfaces, Mailbox<NodeEvent> loop,
        Action heldChanged, DaemonThreads threads, ILogger log)
    {
        (_held, _interfaces, _lifetimes, _loop) = (held, interfaces, lifetimes, loop);
        (_heldChanged, _log) = (heldChanged, log);
        _changer = new AddressChanger(_route, lease, held, interfaces, fence, lifetimes);
        _epoll.Add(_orders, 0);
        _thread = threads.Start("addresses", ThreadPriorities.Addresses, Run);
    }

    /// <summary>
    /// From the loop: AddAddresses or RemoveAddresses, answered by events. Never waits; false
    /// where too many orders wait.
    /// </summary>
    public bool TryOrder(NodeAction order) => _orders.TryPost(order);

    /// <summary>Compare what should be there with what is there, soon. Any thread.</summary>
    public void Check()
    {
        Interlocked.Exchange(ref _checkWanted, 1);
        _orders.Wake();
    }

    /// <summary>
    /// Notices of the kernel were lost: read interfaces and addresses anew, soon. Any thread.
    /// </summary>
    public void CheckAll()
    {
        Interlocked.Exchange(ref _listingWanted, 1);
        Check();
    }

    /// <summary>
    /// Begins nothing more; answers whether the thread came to its end in time. What waits is
    /// left undone: whoever ends the daemon removes everything afterwards.
    /// </summary>
    public bool Stop(TimeSpan limit)
    {
        _ending = true;
        _orders.Wake();
        return _thread.Join(limit);
    }

    public void Dispose()
    {
        if (Stop(Limits.ThreadEndTime))
        {
            _route.Dispose();
            _epoll.Dispose();
            _orders.Dispose();
        }
    }

    private void Run()
    {
        Span<int> tags = stackalloc int[1];
        while (!_ending)
        {
            _epoll.Wait(tags, _renewAt);
            do
            {
                TakeOrders();
                RenewWhenDue();
            }
            while (!_ending && DoNext());
        }
    }

    private void TakeOrders()
    {
        _orders.ForgetWakes();
        while (_orders.TryTake(out var order))
        {
            switch (order)
            {
                case NodeAction.AddAddresses add:
                    Array.ForEach([.. add.VirtualInterfaces], one => _toAdd.AddLast(one));
                    break;
                case NodeAction.RemoveAddresses remove:
                    TakeRemoval(remove);
                    break;
                default:
                    Invariant.Require(false, "only additions and removals are ordered here");
                    break;
            }
        }
    }

    private void TakeRemoval(NodeAction.RemoveAddresses remove)
    {
        foreach (var one in remove.VirtualInterfaces)
        {
            for (var waiting = _toAdd.First; waiting is not null; waiting = waiting.Next)
            {
                if (waiting.Value.Head == one.Head)
                {
                    Post(new NodeEvent.AddressesAdded(one.Head, "it is to be removed again"));
                    _toAdd.Remove(waiting);
                    break;
                }
            }

            _toRemove.AddLast(one);
        }

        _held.Mark(remove.VirtualInterfaces.SelectMany(one => one.Addresses)
            .Select(address => address.Address), HoldState.Removing);
    }

    // One chunk of the most urgent work; false where there is none.
    private bool DoNext()
    {
        if (_toRemove.Count > 0)
        {
            foreach (var (one, fault) in _changer.Remove(AddressChunk.Take(_toRemove)))
            {
                Post(new NodeEvent.AddressesRemoved(one.Head, fault));
            }

            return true;
        }

        if (_toAdd.Count > 0)
        {
            foreach (var (one, fault) in _changer.Add(AddressChunk.Take(_toAdd)))
            {
                Post(new NodeEvent.AddressesAdded(one.Head, fault));
            }

            _heldChanged();
            ScheduleRenewal();
            return true;
        }

        if (Interlocked.Exchange(ref _listingWanted, 0) == 1)
        {
            ListInterfaces();
        }

        return Interlocked.Exchange(ref _checkWanted, 0) == 1 && CheckPresence();
    }

    private void ListInterfaces()
    {
        if (_route.ListInterfaces(out var present) is { } fault)
        {
            AddressLog.NotReadBack(_log, fault.Text);
            return;
        }

        foreach (var gone in _interfaces.All.ExceptBy(
            present.Select(one => one.Name), one => one.Name, StringComparer.Ordinal))
        {
            Post(new NodeEvent.InterfaceChanged(gone, Present: false));
        }

        foreach (var one in present)
        {
            Post(new NodeEvent.InterfaceChanged(one, Present: true));
        }
    }

    private bool CheckPresence()
    {
        var missing = _changer.Missing(out var fault);
        if (fault is not null)
        {
            AddressLog.NotReadBack(_log, fault);
        }

        _held.StrikeOutUnchanged(missing);
        foreach (var lost in missing)
        {
            Post(new NodeEvent.AddressLost(
                lost.Head, lost.Address.Address, lost.Address.Interface));
        }

        return true;
    }

    private void RenewWhenDue()
    {
        if (BootClock.Now < _renewAt)
        {
            return;
        }

        if (_changer.Refresh(_lifetimes.For(_held.All.Count)) is { } fault)
        {
            AddressLog.NotRenewed(_log, fault);
        }

        _renewAt = Instant.Never;
        ScheduleRenewal();
    }

    private void ScheduleRenewal()
    {
        var count = _held.All.Count;
        _renewAt = count == 0 ? Instant.Never
            : Instant.Min(_renewAt, BootClock.Now + _lifetimes.RenewAfter(count));
    }

    private void Post(NodeEvent answer) => _loop.PostPatiently(answer, () => _ending);
}
