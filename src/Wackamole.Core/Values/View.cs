using System.Collections.Immutable;

namespace Wackamole.Core.Values;

/// <summary>An agreed set of members, in member order.</summary>
public sealed record View(ViewId Id, ImmutableArray<MemberId> Members)
{
    public static readonly View None = new(ViewId.None, []);

    public bool Contains(MemberId member) => IndexOf(member) >= 0;

    /// <summary>The place of a member in member order, or -1.</summary>
    public int IndexOf(MemberId member) => Members.AsSpan().IndexOf(member);

    public override string ToString() => $"{Id} [{string.Join(", ", Members)}]";
}
