using Wackamole.Announcing;
using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;

namespace Wackamole.Tests.Daemon;

public sealed class AnnounceBacklogTests
{
    private readonly AnnounceBacklog _backlog = new();

    [Fact]
    public void Newest_announcements_come_first_and_each_in_its_own_order()
    {
        _backlog.Add(Order(1, 2, 3));
        Assert.Equal([1u], Take(1));
        _backlog.Add(Order(10, 11));

        Assert.Equal([10u, 11, 2, 3], Take(100));
        Assert.True(_backlog.IsEmpty);
    }

    [Fact]
    public void Oldest_announcements_are_left_out_where_too_many_wait()
    {
        _backlog.Add(Order(1, 2));
        _backlog.Add(Order([.. Enumerable.Range(100, Limits.AnnouncedAddresses)
            .Select(bits => (uint)bits)]));

        Assert.Equal(2, _backlog.LeftOut);
        Assert.DoesNotContain(1u, Take(2 * Limits.AnnouncedAddresses));
    }

    [Fact]
    public void Notifications_keep_their_order_and_their_bound()
    {
        _backlog.Add(new AnnounceOrder([], [.. Enumerable.Range(0, Limits.WaitingNotifications + 5)
            .Select(place => Notification((uint)place))]));

        Assert.Equal(5, _backlog.LeftOut);
        var batch = new List<NotifyFrame>();
        _backlog.TakeNotifications(batch, 2);
        Assert.Equal([Notification(0), Notification(1)], batch);
    }

    [Fact]
    public void Cleared_backlog_is_empty()
    {
        _backlog.Add(Order(1));
        _backlog.Add(new AnnounceOrder([], [Notification(1)]));

        _backlog.Clear();

        Assert.True(_backlog.IsEmpty);
        Assert.Empty(Take(100));
    }

    private static AnnounceOrder Order(params uint[] addresses) => new(
        [.. addresses.Select(bits => new VirtualInterface([Address(bits)]))], []);

    private static NotifyFrame Notification(uint target) =>
        new(Address(1), IpAddress.V4(target), null, false);

    private static InterfaceAddress Address(uint bits) => new("e0", IpAddress.V4(bits), 32, 24);

    private List<uint> Take(int addresses)
    {
        var batch = new List<VirtualInterface>();
        _backlog.TakeAnnouncements(batch, addresses);
        return batch.ConvertAll(one => one.Head.AsV4);
    }
}
