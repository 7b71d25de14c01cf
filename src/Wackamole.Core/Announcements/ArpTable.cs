using System.Runtime.InteropServices;
using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>
/// The neighbours that any host of the cluster knows, sorted by address: who is told by unicast
/// that an address moved. The newest report of an address wins; what nobody reported for the
/// maximum age is forgotten (the original never forgot).
/// </summary>
public sealed class ArpTable
{
    public static readonly TimeSpan DefaultMaximumAge = TimeSpan.FromMinutes(30);

    private const int ReportsMissed = 3;

    private List<Row> _rows = [];
    private List<Row> _spare = [];
    private readonly List<ArpEntry> _incoming = [];

    public int Count => _rows.Count;

    /// <summary>Some reports long: a host that is only quiet stays.</summary>
    public TimeSpan MaximumAge { get; set; } = DefaultMaximumAge;

    /// <summary>What lies outside is not remembered.</summary>
    public NeighbourhoodSet Neighbourhoods { get; set; } = NeighbourhoodSet.Empty;

    /// <summary>
    /// Takes over a report and forgets what is too old. Returns how many entries found no room
    /// (Limits.ArpTableEntries): they are taken when others have been forgotten.
    /// </summary>
    public int Merge(ReadOnlySpan<ArpEntry> report, Instant now)
    {
        _incoming.Clear();
        foreach (ref readonly var entry in report)
        {
            if (EthernetFrame.IsStation(entry.HardwareAddress)
                && Neighbourhoods.Contains(entry.Address))
            {
                _incoming.Add(entry);
            }
        }

        _incoming.Sort(static (left, right) => left.Address.CompareTo(right.Address));
        return MergeSorted(CollectionsMarshal.AsSpan(_incoming), now);
    }

    /// <summary>How old an entry may become where reports come so often.</summary>
    public static TimeSpan AgeFor(TimeSpan interval) =>
        interval * ReportsMissed > DefaultMaximumAge ? interval * ReportsMissed : DefaultMaximumAge;

    /// <summary>Forgets what is too old, also where nobody reports anything any more.</summary>
    public void Forget(Instant now) => Merge([], now);

    public bool TryGet(IpAddress address, out ulong hardwareAddress)
    {
        var index = IndexFrom(address);
        var found = index < _rows.Count && _rows[index].Entry.Address == address;
        hardwareAddress = found ? _rows[index].Entry.HardwareAddress : 0;
        return found;
    }

    /// <summary>The entry with the least address that is not below this one.</summary>
    public bool TryGetFrom(IpAddress address, out ArpEntry entry)
    {
        var index = IndexFrom(address);
        entry = index < _rows.Count ? _rows[index].Entry : default;
        return index < _rows.Count;
    }

    // Both are sorted, so that one pass does it: a report of thousands must not hold up the loop.
    private int MergeSorted(ReadOnlySpan<ArpEntry> incoming, Instant now)
    {
        var room = Limits.ArpTableEntries - CountKept(now);
        var leftOut = 0;
        var next = 0;
        _spare.Clear();
        for (var index = 0; index < incoming.Length; index++)
        {
            var entry = incoming[index];
            if (index + 1 < incoming.Length && incoming[index + 1].Address == entry.Address)
            {
                continue;
            }

            next = KeepBelow(entry.Address, next, now);
            var known = next < _rows.Count && _rows[next].Entry.Address == entry.Address;
            var counted = known && IsKept(_rows[next], now);
            next += known ? 1 : 0;
            if (counted || room > 0)
            {
                room -= counted ? 0 : 1;
                _spare.Add(new Row(entry, now));
            }
            else
            {
                leftOut++;
            }
        }

        KeepRest(next, now);
        (_rows, _spare) = (_spare, _rows);
        return leftOut;
    }

    private int KeepBelow(IpAddress address, int next, Instant now)
    {
        for (; next < _rows.Count && _rows[next].Entry.Address.CompareTo(address) < 0; next++)
        {
            Keep(_rows[next], now);
        }

        return next;
    }

    private void KeepRest(int next, Instant now)
    {
        for (; next < _rows.Count; next++)
        {
            Keep(_rows[next], now);
        }
    }

    private void Keep(in Row row, Instant now)
    {
        if (IsKept(row, now))
        {
            _spare.Add(row);
        }
    }

    private bool IsKept(in Row row, Instant now) => now - row.Reported < MaximumAge;

    private int CountKept(Instant now)
    {
        var kept = 0;
        foreach (ref readonly var row in CollectionsMarshal.AsSpan(_rows))
        {
            kept += IsKept(row, now) ? 1 : 0;
        }

        return kept;
    }

    private int IndexFrom(IpAddress address)
    {
        var (low, high) = (0, _rows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_rows[middle].Entry.Address.CompareTo(address) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly record struct Row(ArpEntry Entry, Instant Reported);
}
