using Wackamole.Core.Values;

namespace Wackamole.Linux;

/// <summary>What another station said about an address on a link.</summary>
/// <param name="Claimed">
/// The address it says it has; null for a probe (ARP from 0.0.0.0, RFC 5227; solicitation from ::).
/// </param>
/// <param name="Asked">The address it asks for; null for answers.</param>
/// <param name="HardwareAddress">
/// Whose it says the claimed address is; the frame's sender where it does not say. 48 bits.
/// </param>
/// <param name="Source">The frame's sender. 48 bits, in the low part.</param>
public readonly record struct Sighting(SightingKind Kind, IpAddress? Claimed, IpAddress? Asked,
    ulong HardwareAddress, ulong Source);
