namespace Wackamole.Core.Values;

/// <summary>
/// A block of addresses: those that share the first <paramref name="PrefixLength"/> bits.
/// </summary>
public readonly record struct AddressBlock(IpAddress Address, int PrefixLength)
{
    /// <summary>The bits that every address of the block shares.</summary>
    private UInt128 Mask => PrefixLength == 0 ? UInt128.Zero
        : UInt128.MaxValue << (Address.Length - PrefixLength);

    public IpAddress First => Address with
    {
        Bits = Address.IsV6
        ? Address.Bits & Mask
        : (Address.Bits & ~(UInt128)uint.MaxValue) | ((uint)(Address.Bits & Mask))
    };

    public bool Contains(IpAddress address) => address.IsV6 == Address.IsV6
        && new AddressBlock(address, PrefixLength).First == First;

    public override string ToString() => $"{Address}/{PrefixLength}";
}
