using Wackamole.Core.Announcements;
using Wackamole.Core.Values;
using Xunit;
using static Wackamole.Tests.Announcements.FrameSamples;

namespace Wackamole.Tests.Announcements;

public sealed class ArpTableTests
{
    private static readonly Instant Start = new(1_000_000_000_000);

    private readonly ArpTable _table = new()
    {
        Neighbourhoods = NeighbourhoodSet.Of([Block("0.0.0.0/0"), Block("2001:db8::/64")]),
    };

    [Fact]
    public void The_newest_report_of_an_address_wins()
    {
        Merge(0, ("192.0.2.2", 2), ("192.0.2.1", 4));
        Merge(1, ("192.0.2.2", 6), ("2001:db8::1", 8));

        Assert.Equal(3, _table.Count);
        Assert.Equal([("192.0.2.1", 4), ("192.0.2.2", 6), ("2001:db8::1", 8)], Content());
        Assert.True(_table.TryGet(Ip("192.0.2.2"), out var hardware));
        Assert.Equal(6ul, hardware);
        Assert.False(_table.TryGet(Ip("192.0.2.3"), out _));
    }

    [Fact]
    public void What_nobody_reports_any_more_is_forgotten()
    {
        Merge(0, ("192.0.2.1", 2), ("192.0.2.2", 4));
        Merge(20, ("192.0.2.2", 4));
        Merge(30, ("192.0.2.3", 6));

        Assert.Equal([("192.0.2.2", 4), ("192.0.2.3", 6)], Content());
    }

    [Fact]
    public void What_is_too_old_is_forgotten_without_a_report_too()
    {
        Merge(0, ("192.0.2.1", 2));
        _table.Forget(Start + TimeSpan.FromMinutes(29));
        Assert.Equal(1, _table.Count);
        _table.Forget(Start + TimeSpan.FromMinutes(30));
        Assert.Equal(0, _table.Count);
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(60, 180)]
    public void Rare_reports_are_remembered_until_some_are_missing(
        int intervalMinutes, int ageMinutes) =>
        Assert.Equal(TimeSpan.FromMinutes(ageMinutes),
            ArpTable.AgeFor(TimeSpan.FromMinutes(intervalMinutes)));

    [Fact]
    public void Only_stations_in_a_neighbourhood_are_remembered()
    {
        _table.Neighbourhoods = NeighbourhoodSet.Of(
            [Vif("eth0:192.0.2.10/24", "eth0:2001:db8::a/64"), Vif("eth0:192.0.2.99/28")]);
        Assert.Equal(2, _table.Neighbourhoods.Count);

        Merge(0, ("192.0.1.255", 2), ("192.0.2.0", 2), ("192.0.2.255", 2), ("192.0.3.0", 2),
            ("2001:db8::7", 2), ("2001:db9::7", 2), ("192.0.2.5", 0),
            ("192.0.2.6", 0x0100_0000_0000));

        Assert.Equal([("192.0.2.0", 2), ("192.0.2.255", 2), ("2001:db8::7", 2)], Content());
    }

    [Fact]
    public void It_never_grows_beyond_its_limit()
    {
        var many = Enumerable.Range(0, Limits.ArpTableEntries + 100)
            .Select(index => new ArpEntry(IpAddress.V4((uint)(0x0a00_0000 + index)), 2)).ToArray();

        Assert.Equal(100, _table.Merge(many, Start));
        Assert.Equal(Limits.ArpTableEntries, _table.Count);
        // What is known is refreshed even then.
        Assert.Equal(0, _table.Merge([new ArpEntry(Ip("10.0.0.1"), 8)], Start));
        Assert.True(_table.TryGet(Ip("10.0.0.1"), out var hardware));
        Assert.Equal(8ul, hardware);
    }

    [Fact]
    public void It_agrees_with_a_dictionary_that_remembers_times()
    {
        var random = new Random(5);
        var expected = new SortedDictionary<IpAddress, (ulong Hardware, int Minute)>();
        for (var minute = 0; minute < 300; minute++)
        {
            var report = Enumerable.Range(0, random.Next(0, 20))
                .Select(_ => (uint)random.Next(0, 60)).Distinct()
                .Select(bits => new ArpEntry(IpAddress.V4(bits), 2ul * (ulong)random.Next(1, 99)))
                .ToArray();
            _table.Merge(report, Start + TimeSpan.FromMinutes(minute));
            foreach (var entry in report)
            {
                expected[entry.Address] = (entry.HardwareAddress, minute);
            }

            foreach (var old in expected.Where(pair => pair.Value.Minute <= minute - 30).ToList())
            {
                expected.Remove(old.Key);
            }

            Assert.Equal(
                expected.Select(pair => (pair.Key.ToString(), (int)pair.Value.Hardware)),
                Content());
        }
    }

    private void Merge(int minutes, params (string Address, ulong Hardware)[] entries) =>
        _table.Merge(
            [.. entries.Select(entry => new ArpEntry(Ip(entry.Address), entry.Hardware))],
            Start + TimeSpan.FromMinutes(minutes));

    private List<(string Address, int Hardware)> Content()
    {
        var content = new List<(string, int)>();
        var next = IpAddress.V4(0);
        while (_table.TryGetFrom(next, out var entry))
        {
            content.Add((entry.Address.ToString(), (int)entry.HardwareAddress));
            next = entry.Address with { Bits = entry.Address.Bits + 1 };
        }

        return content;
    }
}
