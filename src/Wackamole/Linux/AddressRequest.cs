using Wackamole.Core.Values;

namespace Wackamole.Linux;

/// <summary>An address to add to, or to remove from, the interface with this index.</summary>
public readonly record struct AddressRequest(int InterfaceIndex, InterfaceAddress Address);
