using Wackamole.Core.Values;

namespace Wackamole.Core.Allocation.Table;

/// <summary>One member in the table; only AllocationTable changes it.</summary>
public sealed class TableMember(MemberId id)
{
    public MemberId Id { get; } = id;

    public int Weight { get; internal set; }

    public bool Draining { get; internal set; }

    public bool Yielding { get; internal set; }

    /// <summary>
    /// Virtual interfaces that it holds or is about to, less those that it gives away.
    /// </summary>
    public long Load { get; internal set; }

    public ulong CatalogueDigest { get; internal set; }

    /// <summary>Why it cannot hold what it lists as ineligible.</summary>
    public Dictionary<IpAddress, string> Reasons { get; } = [];

    /// <summary>What it has for its weight.</summary>
    public Share ShareAt(int place) => new(Load, Weight, place);

    /// <summary>Whether it may be given anything at all.</summary>
    public bool Takes => Weight > 0 && !Draining && !Yielding;
}
