using Wackamole.Core.Announcements;
using Wackamole.Core.Values;

namespace Wackamole.Announcing;

/// <summary>
/// What waits to be sent. The newest announcements come first: clients of an address that was
/// taken just now wait for it, repeats of older ones do not hurry. Notifications come after, in
/// their order. Bounded: what is beyond is left out, the oldest first, and counted.
/// </summary>
internal sealed class AnnounceBacklog
{
    private readonly LinkedList<ArraySegment<VirtualInterface>> _announcements = new();
    private readonly Queue<NotifyFrame> _notifications = new();
    private int _addresses;

    public bool IsEmpty => _announcements.Count == 0 && _notifications.Count == 0;

    /// <summary>Announcements and notifications that were left out so far.</summary>
    public long LeftOut { get; private set; }

    public void Add(AnnounceOrder order)
    {
        if (order.VirtualInterfaces.Length > 0)
        {
            _announcements.AddFirst(new ArraySegment<VirtualInterface>(
                [.. order.VirtualInterfaces]));
            _addresses += order.VirtualInterfaces.Sum(one => one.Addresses.Length);
        }

        while (_addresses > Limits.AnnouncedAddresses && _announcements.Last is { } oldest)
        {
            var addresses = oldest.Value.Sum(one => one.Addresses.Length);
            _announcements.RemoveLast();
            _addresses -= addresses;
            LeftOut += addresses;
        }

        foreach (var notification in order.Notifications)
        {
            if (_notifications.Count == Limits.WaitingNotifications)
            {
                LeftOut++;
                continue;
            }

            _notifications.Enqueue(notification);
        }
    }

    /// <summary>Forgets everything: the lease is over.</summary>
    public void Clear()
    {
        _announcements.Clear();
        _notifications.Clear();
        _addresses = 0;
    }

    /// <summary>Takes the next virtual interfaces to announce, about this many addresses.</summary>
    public void TakeAnnouncements(List<VirtualInterface> batch, int addresses)
    {
        while (addresses > 0 && _announcements.First is { } newest)
        {
            var taken = newest.Value[0];
            batch.Add(taken);
            addresses -= taken.Addresses.Length;
            _addresses -= taken.Addresses.Length;
            newest.Value = newest.Value[1..];
            if (newest.Value.Count == 0)
            {
                _announcements.RemoveFirst();
            }
        }
    }

    /// <summary>Takes the next notifications.</summary>
    public void TakeNotifications(List<NotifyFrame> batch, int count)
    {
        while (count-- > 0 && _notifications.TryDequeue(out var notification))
        {
            batch.Add(notification);
        }
    }
}
