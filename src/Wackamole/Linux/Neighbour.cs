using Wackamole.Core.Values;

namespace Wackamole.Linux;

/// <summary>An entry of this host's ARP or neighbour table.</summary>
/// <param name="HardwareAddress">48 bits, in the low part; 0 while unknown.</param>
public readonly record struct Neighbour(
    IpAddress Address, ulong HardwareAddress, int InterfaceIndex, NeighbourState State);
