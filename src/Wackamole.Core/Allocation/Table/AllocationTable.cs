using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>
/// Who holds what, as the delivered messages of one view have it: the same on every member
/// after the same messages (I10). Its methods are the only steps that a row can take.
/// </summary>
public sealed class AllocationTable
{
    private readonly TableMember[] _members;
    private readonly List<TableRow> _changed = [];
    private List<TableRow> _rows = [];
    private Dictionary<IpAddress, TableRow> _byHead = [];

    /// <summary>So many rows from the first on are covered, or more.</summary>
    private int _covered;

    public AllocationTable(ImmutableArray<MemberId> members)
    {
        Invariant.Require(members.Length <= Limits.Members, "a view has at most 128 members");
        _members = [.. members.Select(member => new TableMember(member))];
    }

    /// <summary>In member order.</summary>
    public IReadOnlyList<TableMember> Members => _members;

    /// <summary>
    /// Every virtual interface that a member knows or may hold, in order of heads.
    /// </summary>
    public IReadOnlyList<TableRow> Rows => _rows;

    public PinBook Pins { get; } = new();

    /// <summary>Balance rounds since the cluster was formed.</summary>
    public uint BalanceRound { get; set; }

    public bool Mature { get; set; }

    /// <summary>
    /// Somebody yields to a senior view: whoever has such a member in its view claims nothing
    /// either (PROTOCOL.md 4).
    /// </summary>
    public bool Frozen { get; private set; }

    /// <summary>Members that may be given something.</summary>
    public MemberSet Takers { get; private set; }

    /// <summary>
    /// Whether everything that a member lists is present at its holder. Asked for every heartbeat:
    /// goes on from where it last came to, and allocates nothing.
    /// </summary>
    public bool IsCovered
    {
        get
        {
            while (_covered < _rows.Count
                && (_rows[_covered].Confirmed || _rows[_covered].Knows.IsEmpty))
            {
                _covered++;
            }

            return _covered == _rows.Count;
        }
    }

    public TableRow? Find(IpAddress head) => _byHead.GetValueOrDefault(head);

    /// <summary>Members that could hold it.</summary>
    public MemberSet EligibleFor(TableRow row) => row.Knows.Without(row.Ineligible).And(Takers);

    /// <summary>
    /// The place of a member of this name; of two runs of one name, the newer; or -1.
    /// </summary>
    public int PlaceOf(string name)
    {
        for (var place = _members.Length - 1; place >= 0; place--)
        {
            if (string.Equals(_members[place].Id.Name, name, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return TableRow.Nobody;
    }

    /// <summary>The member that it is pinned to, if that could hold it; or -1.</summary>
    public int PinnedTo(TableRow row)
    {
        var place = Pins[row.Head] is { } name ? PlaceOf(name) : TableRow.Nobody;
        return place >= 0 && EligibleFor(row).Contains(place) ? place : TableRow.Nobody;
    }

    /// <summary>The rows that changed hands since the last call, maybe more than once.</summary>
    public IReadOnlyList<TableRow> TakeChanged()
    {
        if (_changed.Count == 0)
        {
            return [];
        }

        var changed = _changed.ToArray();
        _changed.Clear();
        return changed;
    }

    /// <summary>Gives a free one to a member, which may add it from now on.</summary>
    public void Give(TableRow row, int member)
    {
        Invariant.Require(row.IsFree, "only what nobody may still have is given to another");
        Hold(row, member, confirmed: false);
    }

    /// <summary>Leaves it with a member that said it has it.</summary>
    public void Hold(TableRow row, int member, bool confirmed)
    {
        Invariant.Require(row.Holder == TableRow.Nobody, "a virtual interface has one holder");
        row.Holder = member;
        row.Confirmed = confirmed;
        row.Present = row.Present.With(member);
        _members[member].Load++;
        _covered = 0;
        _changed.Add(row);
    }

    /// <summary>The holder shall remove it; the target takes it if it still can by then.</summary>
    public void StartMove(TableRow row, int target)
    {
        Invariant.Require(row.Holder != TableRow.Nobody && !row.Moving, "only what is held moves");
        CountLoad(row, -1);
        row.Moving = true;
        row.Target = target;
        CountLoad(row, 1);
        _changed.Add(row);
    }

    /// <summary>Another target for a move that began.</summary>
    public void Redirect(TableRow row, int target)
    {
        Invariant.Require(row.Moving, "only a move has a target");
        CountLoad(row, -1);
        row.Target = target;
        CountLoad(row, 1);
    }

    /// <summary>The member's kernel has it; of no account unless it is the holder.</summary>
    public void Confirm(TableRow row, int member)
    {
        if (row.Holder == member)
        {
            row.Confirmed = true;
            _changed.Add(row);
        }
    }

    /// <summary>The member's kernel does not have it any more.</summary>
    public void Release(TableRow row, int member)
    {
        row.Present = row.Present.Without(member);
        if (row.Holder == member)
        {
            CountLoad(row, -1);
            row.Holder = TableRow.Nobody;
            row.Target = TableRow.Nobody;
            row.Moving = false;
            row.Confirmed = false;
            _covered = 0;
        }

        _changed.Add(row);
    }

    public void SetDraining(int member, bool draining)
    {
        _members[member].Draining = draining;
        MembersChanged();
    }

    public void SetYielding(int member, bool yielding)
    {
        _members[member].Yielding = yielding;
        MembersChanged();
    }

    public void SetWeight(int member, int weight)
    {
        _members[member].Weight = weight;
        MembersChanged();
    }

    /// <summary>Whether the member can hold it; the reason where not.</summary>
    public void SetIneligible(TableRow row, int member, string? reason)
    {
        row.Ineligible = row.Ineligible.Put(member, reason is not null);
        if (reason is null)
        {
            _members[member].Reasons.Remove(row.Head);
        }
        else
        {
            _members[member].Reasons[row.Head] = reason;
        }
    }

    /// <summary>Puts other rows in place of the present ones; they are in order of heads.</summary>
    public void Replace(List<TableRow> rows)
    {
        _rows = rows;
        _covered = 0;
        _byHead = rows.ToDictionary(row => row.Head);
    }

    private void MembersChanged()
    {
        Frozen = false;
        Takers = MemberSet.None;
        for (var place = 0; place < _members.Length; place++)
        {
            Frozen |= _members[place].Yielding;
            Takers = Takers.Put(place, _members[place].Takes);
        }
    }

    private void CountLoad(TableRow row, int change)
    {
        if (row.BoundFor != TableRow.Nobody)
        {
            _members[row.BoundFor].Load += change;
        }
    }
}
