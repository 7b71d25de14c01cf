using Wackamole.Core.Values;

namespace Wackamole.Core.Announcements;

/// <summary>A neighbour that some host of the cluster knows.</summary>
/// <param name="HardwareAddress">48 bits, in the low part.</param>
public readonly record struct ArpEntry(IpAddress Address, ulong HardwareAddress);
