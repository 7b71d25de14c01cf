using Wackamole.Core.Values;

namespace Wackamole.Addresses;

/// <summary>What became of one virtual interface.</summary>
/// <param name="Fault">Why not, in one sentence; null where it was done and read back.</param>
internal readonly record struct AddressOutcome(VirtualInterface VirtualInterface, string? Fault);
