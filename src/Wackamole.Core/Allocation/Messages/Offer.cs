using System.Collections.Immutable;

namespace Wackamole.Core.Allocation.Messages;

/// <summary>What a member offers to hold, over its own catalogue.</summary>
/// <param name="Weight">Its share against the others' weights; 0 takes nothing.</param>
/// <param name="Preferred">What it would rather hold than others.</param>
/// <param name="Ineligible">What it cannot hold at present, in order of the catalogue.</param>
public sealed record Offer(
    int Weight, Bitmap Preferred, ImmutableArray<IndexReason> Ineligible)
{
    public static Offer Nothing(int heads) => new(0, new Bitmap(heads), []);

    public bool Equals(Offer? other) => other is not null && Weight == other.Weight
        && Preferred.SameAs(other.Preferred)
        && Ineligible.AsSpan().SequenceEqual(other.Ineligible.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Weight, Ineligible.Length);
}
