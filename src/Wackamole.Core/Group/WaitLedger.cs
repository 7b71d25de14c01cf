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

    /// <summary>Notes a wait; the longer of two for one incarnation counts.</summary>
    public void Note(MemberId member, Instant until)
    {
        if (!_until.TryGetValue(member, out var known) || known < until)
        {
            _until[member] = until;
        }
    }

    /// <summary>That incarnation said itself that it holds nothing any more.</summary>
    public void Cut(MemberId member) => _until.Remove(member);

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
