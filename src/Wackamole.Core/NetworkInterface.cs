namespace Wackamole.Core;

/// <summary>A network interface of this host as the kernel describes it.</summary>
/// <param name="HardwareAddress">48 bits, in the low part.</param>
/// <param name="Usable">
/// Administratively up, with carrier, and operating (IFF_UP, IFF_LOWER_UP, IFF_RUNNING).
/// </param>
public sealed record NetworkInterface(string Name, int Index, ulong HardwareAddress, bool Usable);
