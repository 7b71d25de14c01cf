using System.Collections.Immutable;
using Wackamole.Core.Values;
using Wackamole.Core.Wire;

namespace Wackamole.Core.Group;

/// <summary>
/// Until when each incarnation that was ever acknowledged may still answer for addresses
/// (PROTOCOL.md, section 5, «The wait»): kept across views, tries and own incarnations, and
/// cut short only by word of that incarnation itself.
/// </summary>
public sealed class WaitLedger
{
    private readonly Dictionary<MemberId, Instant> _until = [];

    // Who has ended for good, the newest last: what others still tell of a wait is out of date.
    private readonly Queue<MemberId> _gone = new();

    /// <summary>
    /// Notes a wait; the longer of two for one incarnation counts, and none for one that is gone.
    /// </summary>
    public void Note(MemberId member, Instant until)
    {
        if (!IsGone(member) && (!_until.TryGetValue(member, out var known) || known < until))
        {
            _until[member] = until;
        }
    }

    /// <summary>That incarnation said itself that it holds nothing any more.</summary>
    public void Cut(MemberId member) => _until.Remove(member);

    /// <summary>It is dead and holds nothing: that stays so, whatever others tell later.</summary>
    public void End(MemberId member)
    {
        Cut(member);
        if (IsGone(member))
        {
            return;
        }

        if (_gone.Count == Limits.RememberedDead)
        {
            _gone.Dequeue();
        }

        _gone.Enqueue(member);
    }

    /// <summary>Whether it is known to have ended for good.</summary>
    public bool IsGone(MemberId member) => _gone.Contains(member);

    public void Expire(Instant now)
    {
        if (_until.Count == 0)
        {
            return;
        }

        foreach (var (member, until) in _until)
        {
            if (until <= now)
            {
                _until.Remove(member);
            }
        }
    }

    /// <summary>
    /// The waits that still run, for incarnations that are not among the members.
    /// </summary>
    public void Collect(
        Instant now, ImmutableArray<MemberId> members, ImmutableArray<RemainingWait>.Builder into)
    {
        foreach (var (member, until) in _until)
        {
            if (until > now && members.IndexOf(member) < 0)
            {
                into.Add(new RemainingWait(member, until - now));
            }
        }
    }

    /// <summary>The longest of them.</summary>
    public TimeSpan Longest(Instant now, ImmutableArray<MemberId> members)
    {
        var longest = TimeSpan.Zero;
        foreach (var (member, until) in _until)
        {
            if (until > now && members.IndexOf(member) < 0 && until - now > longest)
            {
                longest = until - now;
            }
        }

        return longest;
    }
}
