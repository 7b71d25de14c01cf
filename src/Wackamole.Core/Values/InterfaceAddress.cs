namespace Wackamole.Core.Values;

/// <summary>
/// One address of a virtual interface as one host configures it. Interface and prefix may differ
/// between hosts; the address may not.
/// </summary>
/// <param name="Interface">
/// The network interface that carries it; empty in lists where the original allows none (Prefer).
/// </param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Length of the on-link prefix, 1 to 32 or 128 bits.</param>
/// <param name="NeighbourhoodLength">
/// Prefix length of the block whose hosts are told when the address moves (the original's
/// «nNN»; default 24 for IPv4, 64 for IPv6).
/// </param>
public readonly record struct InterfaceAddress(
    string Interface, IpAddress Address, int PrefixLength, int NeighbourhoodLength)
{
    public AddressBlock Neighbourhood => new(Address, NeighbourhoodLength);

    public override string ToString() => $"{Interface}:{Address}/{PrefixLength}";
}
