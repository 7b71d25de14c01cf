using Wackamole.Core.Allocation.Table;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation;

/// <summary>
/// Since when each virtual interface has been with its holder, as this host saw it. For people
/// only: each host has its own clock, so nothing is decided by it.
/// </summary>
public sealed class Tenures
{
    private Dictionary<IpAddress, Tenure> _byHead = [];

    public Instant Since(IpAddress head) =>
        _byHead.TryGetValue(head, out var tenure) ? tenure.Since : Instant.Past;

    /// <summary>Who held it when it was last noted, or null.</summary>
    public MemberId? Holder(IpAddress head) => _byHead.GetValueOrDefault(head).Holder;

    /// <summary>Notes who holds it now.</summary>
    public void Note(IpAddress head, MemberId? holder, Instant now)
    {
        if (!_byHead.TryGetValue(head, out var known) || known.Holder != holder)
        {
            _byHead[head] = new Tenure(holder, now);
        }
    }

    /// <summary>Notes a whole table, and forgets what is not in it.</summary>
    public void Note(AllocationTable table, Instant now)
    {
        var before = _byHead;
        _byHead = [];
        foreach (var row in table.Rows)
        {
            var holder = row.Holder < 0 ? (MemberId?)null : table.Members[row.Holder].Id;
            if (before.TryGetValue(row.Head, out var known))
            {
                _byHead[row.Head] = known;
            }

            Note(row.Head, holder, now);
        }
    }

    private readonly record struct Tenure(MemberId? Holder, Instant Since);
}
