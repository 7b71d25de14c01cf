namespace Wackamole.Core.Announcements;

/// <summary>What a frame must know of the interface that sends it.</summary>
/// <param name="HardwareAddress">48 bits, in the low part.</param>
/// <param name="ForwardsIpv6">
/// Whether this host routes IPv6 there (net.ipv6.conf.INTERFACE.forwarding): advertisements say
/// so, else hosts stop using the address as their router.
/// </param>
public readonly record struct LinkSource(ulong HardwareAddress, bool ForwardsIpv6);
