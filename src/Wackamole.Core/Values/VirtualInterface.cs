using System.Collections.Immutable;

namespace Wackamole.Core.Values;

/// <summary>
/// One or more addresses that move together: the unit of everything. All hosts know it by its
/// first address, the head.
/// </summary>
public sealed record VirtualInterface(ImmutableArray<InterfaceAddress> Addresses)
    : IComparable<VirtualInterface>
{
    public IpAddress Head => Addresses[0].Address;

    public int CompareTo(VirtualInterface? other) =>
        other is null ? 1 : Head.CompareTo(other.Head);

    public bool Equals(VirtualInterface? other) =>
        other is not null && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan());

    public override int GetHashCode() => Head.GetHashCode();

    public override string ToString() => Head.ToString();
}
