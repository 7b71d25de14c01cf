using System.Collections.Immutable;
using Wackamole.Core.Values;

namespace Wackamole.Core.Group;

/// <summary>A coordinator's try at one view.</summary>
public sealed class Attempt(ViewId id, ImmutableArray<MemberId> members, Instant startedAt)
{
    private readonly bool[] _accepted = new bool[members.Length];

    public ViewId Id { get; } = id;

    public ImmutableArray<MemberId> Members { get; } = members;

    public Instant StartedAt { get; } = startedAt;

    /// <summary>When what is still missing is sent again.</summary>
    public Instant RepeatAt { get; set; } = startedAt;

    /// <summary>All have promised, and this host has installed it.</summary>
    public bool Installing { get; set; }

    /// <summary>How long the members must still wait for some that are left out.</summary>
    public TimeSpan LongestWait { get; set; }

    public void Accept(MemberId member)
    {
        var index = Members.BinarySearch(member);
        if (index >= 0)
        {
            _accepted[index] = true;
        }
    }

    public bool HasAccepted(MemberId member)
    {
        var index = Members.BinarySearch(member);
        return index >= 0 && _accepted[index];
    }

    public bool AllAccepted => Array.TrueForAll(_accepted, accepted => accepted);
}
