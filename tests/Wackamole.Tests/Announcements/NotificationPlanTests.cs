using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class NotificationPlanTests
{
    private static readonly Instant Begin = new(1_000_000_000_000);

    private readonly NotificationPlan _plan = new();
    private readonly ArpTable _table = new()
    {
        Neighbourhoods = NeighbourhoodSet.Of([Block("0.0.0.0/0"), Block("::/0")]),
    };

    [Fact]
    public void A_block_is_told_host_by_host_twice_each()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.8/30"));

        // Not the address itself, 192.0.2.10.
        Assert.Equal(["10>8 b", "10>8 b", "10>9 b", "10>9 b", "10>11 b", "10>11 b"], Due(0));
        Assert.Equal(Instant.Never, _plan.NextDeadline);
    }

    [Theory]
    [InlineData("192.0.2.0/30", 4)]
    [InlineData("192.0.0.0/16", 255)]
    [InlineData("0.0.0.0/0", 255)]
    [InlineData("192.0.3.0/24", 0)]
    [InlineData("2001:db8::/64", 0)]
    [InlineData("192.0.2.10/32", 0)]
    [InlineData("192.0.2.9/32", 1)]
    public void Only_what_a_block_shares_with_the_neighbourhood_is_told(string block, int hosts)
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry(block));

        Assert.Equal(2 * hosts, Due(0, 10_000).Count);
    }

    [Fact]
    public void An_entry_of_an_interface_is_told_about_addresses_on_it_alone()
    {
        Start(Vif("eth1:192.0.2.10/24", "eth0:192.0.2.11/24"),
            Entry("192.0.2.1/32", networkInterface: "eth0"));

        Assert.Equal(["11>1 b", "11>1 b"], Due(0));
    }

    [Fact]
    public void Every_address_of_a_group_is_told_to_every_entry()
    {
        Start(Vif("eth0:192.0.2.10/24", "eth0:192.0.2.11/24"), Entry("192.0.2.1/32"),
            Entry("192.0.2.2/32"));

        Assert.Equal(["10>1 b", "10>2 b", "11>1 b", "11>2 b"], Once(Due(0)));
    }

    [Fact]
    public void A_throttled_entry_goes_on_each_second_where_it_stopped()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/29", throttle: 3));

        Assert.Equal(["10>0 b", "10>1 b", "10>2 b"], Once(Due(0)));
        Assert.Equal(Begin + TimeSpan.FromSeconds(1), _plan.NextDeadline);
        Assert.Empty(Due(999));
        Assert.Equal(["10>3 b", "10>4 b", "10>5 b"], Once(Due(1000)));
        Assert.Equal(["10>6 b", "10>7 b"], Once(Due(2000)));
        Assert.Equal(Instant.Never, _plan.NextDeadline);
    }

    [Fact]
    public void A_throttle_holds_for_all_addresses_together()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/31", throttle: 3));
        Start(Vif("eth0:192.0.2.11/24"), Entry("192.0.2.0/31", throttle: 3));
        Assert.Equal(["10>0 b", "10>1 b", "11>0 b"], Once(Due(0)));

        Start(Vif("eth0:192.0.2.12/24"), Entry("192.0.2.0/31", throttle: 3), atMs: 500);
        Assert.Empty(Due(500));
        Assert.Equal(["11>1 b", "12>0 b", "12>1 b"], Once(Due(1000)));

        Start(Vif("eth0:192.0.2.13/24"), Entry("192.0.2.0/31", throttle: 3), atMs: 1500);
        Assert.Empty(Due(1500));
        Assert.Equal(["13>0 b", "13>1 b"], Once(Due(2000)));
    }

    [Fact]
    public void Entries_take_turns_and_a_throttled_one_does_not_hold_up_others()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/30", throttle: 1),
            Entry("192.0.2.128/30"));

        Assert.Equal(["10>0 b", "10>128 b", "10>129 b", "10>130 b", "10>131 b"], Once(Due(0)));
        Assert.Equal(["10>1 b"], Once(Due(1000)));
    }

    [Fact]
    public void A_limit_of_frames_pauses_a_moment_and_loses_nothing()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/29"));

        Assert.Equal(["10>0 b", "10>1 b", "10>2 b"], Once(Due(0, 9)));
        Assert.Equal(Begin + TimeSpan.FromMilliseconds(1), _plan.NextDeadline);
        Assert.Empty(Due(0));
        Assert.Equal(["10>3 b", "10>4 b", "10>5 b", "10>6 b", "10>7 b"], Once(Due(1)));
    }

    [Fact]
    public void The_shared_table_is_told_by_broadcast_by_unicast_and_by_a_ping()
    {
        Know("192.0.2.1", 0x22);
        Know("192.0.3.1", 0x24);
        Know("192.0.2.10", 0x26);
        Start(Vif("eth0:192.0.2.10/24"), new Notification([], true, true));

        Assert.Equal(["10>1 b", "10>1 b", "10>1 u22", "10>1 u22", "10>1 p22"], Due(0));
    }

    [Fact]
    public void The_shared_table_is_told_without_pings_where_none_are_wanted()
    {
        Know("192.0.2.1", 0x22);
        Know("192.0.2.2", 0x24);
        Start(Vif("eth0:192.0.2.10/24", "eth0:192.0.3.10/24"), new Notification([], true, false));

        Assert.Equal(["10>1 b", "10>1 u22", "10>2 b", "10>2 u24"], Once(Due(0)));
    }

    [Fact]
    public void A_block_with_ping_pings_the_hosts_whose_hardware_is_known()
    {
        Know("192.0.2.1", 0x22);
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/31", ping: true));

        Assert.Equal(["10>0 b", "10>0 b", "10>1 b", "10>1 b", "10>1 p22"], Due(0));
    }

    [Fact]
    public void A_released_address_is_told_to_nobody_more()
    {
        Start(Vif("eth0:192.0.2.10/24", "eth0:192.0.2.11/24"), Entry("192.0.2.0/29", throttle: 2));
        Start(Vif("eth0:192.0.2.12/24"), Entry("192.0.2.0/29", throttle: 2));
        Assert.Equal(["10>0 b", "10>1 b"], Once(Due(0)));
        _plan.Cancel(Ip("192.0.2.10"));

        Assert.Equal(["12>0 b", "12>1 b"], Once(Due(1000)));
        _plan.Cancel(Ip("192.0.2.12"));
        Assert.Empty(Due(2000));
        Assert.Equal(Instant.Never, _plan.NextDeadline);
    }

    [Fact]
    public void What_is_acquired_again_is_told_from_the_start()
    {
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/29", throttle: 2));
        Assert.Equal(["10>0 b", "10>1 b"], Once(Due(0)));
        Start(Vif("eth0:192.0.2.10/24"), Entry("192.0.2.0/29", throttle: 2), atMs: 100);

        Assert.Equal(["10>0 b", "10>1 b"], Once(Due(1000)));
        Assert.Equal(["10>2 b", "10>3 b"], Once(Due(2000)));
    }

    [Theory]
    [InlineData("eth0:10.1.2.3/8", "10.0.0.0/8")]
    [InlineData("eth0:2001:db8::a/64", "2001:db8::/64")]
    [InlineData("eth0:2001:db8::a/64", "::/0")]
    public void A_vast_block_is_walked_and_not_listed(string address, string block)
    {
        Start(Vif(address), Entry(block));
        var frames = new List<NotifyFrame>(1000);
        _plan.CollectDue(Begin, 1000, frames);
        var collected = 0L;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var millisecond = 1; millisecond <= 100; millisecond++)
        {
            frames.Clear();
            _plan.CollectDue(Begin + TimeSpan.FromMilliseconds(millisecond), 1000, frames);
            collected += frames.Count;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.InRange(collected, 99_600, 100_000);
    }

    [Fact]
    public void A_vast_IPv6_block_ends_at_its_limit()
    {
        Start(Vif("eth0:2001:db8::a/64"), Entry("2001:db8::/64"));
        var frames = new List<NotifyFrame>();
        var told = 0L;
        for (var now = Begin; _plan.NextDeadline != Instant.Never; now = _plan.NextDeadline)
        {
            frames.Clear();
            _plan.CollectDue(now, 1_000_000, frames);
            told += frames.Count;
        }

        Assert.Equal(2L * (Limits.NotifiedHosts - 1), told);
    }

    private static Notification Entry(string block, int throttle = 0, bool ping = false,
        string networkInterface = "") =>
        new([new NotifyTarget(networkInterface, Block(block), throttle, ping)], false, false);

    private void Start(VirtualInterface vif, Notification notification,
        Notification? second = null, int atMs = 0)
    {
        var targets = notification.Targets.AddRange(second?.Targets ?? []);
        _plan.Start(vif, notification with { Targets = targets }, _table,
            Begin + TimeSpan.FromMilliseconds(atMs));
    }

    private void Know(string address, ulong hardware) =>
        _table.Merge([new ArpEntry(Ip(address), hardware)], Begin);

    private List<string> Due(int milliseconds, int maximum = 1000)
    {
        var frames = new List<NotifyFrame>();
        _plan.CollectDue(Begin + TimeSpan.FromMilliseconds(milliseconds), maximum, frames);
        return [.. frames.Select(Text)];
    }

    // «address>host how», by the last numbers: b for broadcast, u for unicast, p for a ping.
    private static string Text(NotifyFrame frame) =>
        $"{frame.Address.Address.AsV4 & 0xff}>{frame.Target.AsV4 & 0xff} " +
        (frame.Ping ? $"p{frame.TargetHardwareAddress:x}"
            : frame.TargetHardwareAddress is { } hardware ? $"u{hardware:x}" : "b");

    private static List<string> Once(List<string> texts)
    {
        Assert.All(texts.Chunk(2), pair => Assert.Equal(pair[0], pair[1]));
        return [.. texts.Where((_, index) => index % 2 == 0)];
    }
}
