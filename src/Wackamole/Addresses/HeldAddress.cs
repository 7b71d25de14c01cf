using Wackamole.Core.Values;

namespace Wackamole.Addresses;

/// <summary>An address that may be on an interface because of us.</summary>
/// <param name="Head">The virtual interface it belongs to.</param>
/// <param name="InterfaceIndex">Where it was added.</param>
internal sealed record HeldAddress(
    IpAddress Head, InterfaceAddress Address, int InterfaceIndex, HoldState State);
