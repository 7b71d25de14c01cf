namespace Wackamole.Core.Values;

/// <summary>
/// One run of a daemon: the node's name, and an incarnation that is greater on every start.
/// Ordered by name (ordinal), then incarnation: the «member order» of PROTOCOL.md.
/// </summary>
public readonly record struct MemberId(string Name, ulong Incarnation) : IComparable<MemberId>
{
    // Incarnations seldom agree where names do not, and cost one comparison.
    public bool Equals(MemberId other) => Incarnation == other.Incarnation
        && string.Equals(Name, other.Name, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Name, Incarnation);

    public int CompareTo(MemberId other)
    {
        var byName = string.CompareOrdinal(Name, other.Name);
        return byName != 0 ? byName : Incarnation.CompareTo(other.Incarnation);
    }

    public static bool operator <(MemberId left, MemberId right) => left.CompareTo(right) < 0;

    public static bool operator >(MemberId left, MemberId right) => left.CompareTo(right) > 0;

    public static bool operator <=(MemberId left, MemberId right) => left.CompareTo(right) <= 0;

    public static bool operator >=(MemberId left, MemberId right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"{Name}/{Incarnation}";
}
