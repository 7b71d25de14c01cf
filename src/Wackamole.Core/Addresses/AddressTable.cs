using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Addresses;

/// <summary>
/// What this host's kernel carries, as far as it was read back, and what is under way. Says
/// «holds» of whatever may be present: begun additions count, begun removals still do.
/// </summary>
public sealed class AddressTable
{
    // A removal that failed is tried again: an address that stays would be a second owner.
    private static readonly TimeSpan RemoveAgainAfter = TimeSpan.FromMilliseconds(100);

    // A list: walked in every round of a host that is alone, which allocates nothing then.
    private readonly SortedList<IpAddress, Entry> _entries = [];
    private readonly List<VirtualInterface> _toAdd = [];
    private readonly List<VirtualInterface> _toRemove = [];
    private int _present;
    private int _adding;
    private int _removing;

    /// <summary>An addition or a removal is under way.</summary>
    public bool IsUnderWay => _adding + _removing > 0;

    /// <summary>A removal is under way.</summary>
    public bool IsRemoving => _removing > 0;

    /// <summary>Nothing is present and nothing is under way.</summary>
    public bool IsEmpty => _present == 0;

    /// <summary>Virtual interfaces that are wholly present.</summary>
    public int HeldCount => _present - _adding - _removing;

    public IEnumerable<IpAddress> Heads => _entries.Keys;

    public AddressPhase PhaseOf(IpAddress head) =>
        _entries.TryGetValue(head, out var entry) ? entry.Phase : AddressPhase.Absent;

    public bool Holds(IpAddress head) => PhaseOf(head) != AddressPhase.Absent;

    public VirtualInterface? Configured(IpAddress head) =>
        _entries.TryGetValue(head, out var entry) ? entry.Configured : null;

    /// <summary>As it was added; its present configuration may differ.</summary>
    public VirtualInterface? Added(IpAddress head) =>
        _entries.TryGetValue(head, out var entry) ? entry.Added : null;

    /// <summary>Adds the heads of all that may be present, in their order.</summary>
    public void CopyPresentTo(List<IpAddress> heads)
    {
        for (var index = 0; index < _entries.Count; index++)
        {
            if (_entries.GetValueAtIndex(index).Phase != AddressPhase.Absent)
            {
                heads.Add(_entries.GetKeyAtIndex(index));
            }
        }
    }

    /// <summary>
    /// Takes the list of what can be held. What is present as configured before and differs now is
    /// returned: it must go before it can come back.
    /// </summary>
    public ImmutableArray<IpAddress> Configure(ImmutableArray<VirtualInterface> virtualInterfaces)
    {
        foreach (var entry in _entries.Values)
        {
            entry.Configured = null;
        }

        foreach (var virtualInterface in virtualInterfaces)
        {
            if (!_entries.TryGetValue(virtualInterface.Head, out var entry))
            {
                _entries[virtualInterface.Head] = entry = new Entry();
            }

            entry.Configured = virtualInterface;
        }

        var changed = _entries.Where(entry => entry.Value.Phase != AddressPhase.Absent
            && entry.Value.Added != entry.Value.Configured).Select(entry => entry.Key);
        var mustGo = changed.ToImmutableArray();
        ForgetUnused();
        return mustGo;
    }

    public void BeginAdd(IpAddress head)
    {
        if (_entries.TryGetValue(head, out var entry) && entry.Configured is { } configured
            && entry.Phase is AddressPhase.Absent or AddressPhase.Held)
        {
            entry.Added = configured;
            SetPhase(entry, AddressPhase.Adding);
            _toAdd.Add(configured);
        }
    }

    public void BeginRemove(IpAddress head)
    {
        if (_entries.TryGetValue(head, out var entry) && entry.Added is { } added
            && entry.Phase is AddressPhase.Adding or AddressPhase.Held)
        {
            SetPhase(entry, AddressPhase.Removing);
            _toAdd.Remove(added);
            _toRemove.Add(added);
        }
    }

    /// <summary>The kernel's answer to an addition; false where it no longer matters.</summary>
    public bool NoteAdded(IpAddress head, bool present)
    {
        if (!_entries.TryGetValue(head, out var entry) || entry.Phase != AddressPhase.Adding)
        {
            return false;
        }

        SetPhase(entry, present ? AddressPhase.Held : AddressPhase.Absent);
        return true;
    }

    /// <summary>The kernel's answer to a removal; false where it no longer matters.</summary>
    public bool NoteRemoved(IpAddress head, bool gone, Instant now)
    {
        if (!_entries.TryGetValue(head, out var entry) || entry.Phase != AddressPhase.Removing)
        {
            return false;
        }

        if (!gone)
        {
            entry.RemoveAgainAt = now + RemoveAgainAfter;
            return true;
        }

        SetPhase(entry, AddressPhase.Absent);
        ForgetUnused(head, entry);
        return true;
    }

    /// <summary>Takes what was begun since the last call, as actions; removals first.</summary>
    public void Drain(EffectList effects, Instant now)
    {
        RetryRemovals(now);
        if (_toRemove.Count > 0)
        {
            effects.Act(new NodeAction.RemoveAddresses([.. _toRemove]));
            _toRemove.Clear();
        }

        if (_toAdd.Count > 0)
        {
            effects.Act(new NodeAction.AddAddresses([.. _toAdd]));
            _toAdd.Clear();
        }
    }

    public Instant NextDeadline()
    {
        var next = Instant.Never;
        if (_removing > 0)
        {
            foreach (var entry in _entries.Values)
            {
                next = Instant.Min(next, entry.RemoveAgainAt);
            }
        }

        return next;
    }

    private void RetryRemovals(Instant now)
    {
        if (_removing == 0)
        {
            return;
        }

        foreach (var entry in _entries.Values)
        {
            if (entry.RemoveAgainAt <= now && entry.Added is { } added)
            {
                entry.RemoveAgainAt = Instant.Never;
                _toRemove.Add(added);
            }
        }
    }

    private void SetPhase(Entry entry, AddressPhase phase)
    {
        _present += (phase != AddressPhase.Absent ? 1 : 0)
            - (entry.Phase != AddressPhase.Absent ? 1 : 0);
        _adding += (phase == AddressPhase.Adding ? 1 : 0)
            - (entry.Phase == AddressPhase.Adding ? 1 : 0);
        _removing += (phase == AddressPhase.Removing ? 1 : 0)
            - (entry.Phase == AddressPhase.Removing ? 1 : 0);
        entry.Phase = phase;
        entry.RemoveAgainAt = Instant.Never;
    }

    private void ForgetUnused(IpAddress head, Entry entry)
    {
        if (entry.Configured is null)
        {
            _entries.Remove(head);
        }
    }

    private void ForgetUnused()
    {
        foreach (var (head, entry) in _entries.ToArray())
        {
            if (entry.Phase == AddressPhase.Absent)
            {
                ForgetUnused(head, entry);
            }
        }
    }

    private sealed class Entry
    {
        public VirtualInterface? Configured { get; set; }

        public VirtualInterface? Added { get; set; }

        public AddressPhase Phase { get; set; }

        public Instant RemoveAgainAt { get; set; } = Instant.Never;
    }
}
