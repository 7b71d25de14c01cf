using Wackamole.Core.Values;

namespace Wackamole.Core.Configuration;

/// <summary>What a text says as an address.</summary>
/// <param name="Fault">Why it is none, or null.</param>
/// <param name="Value">The address; its interface is empty where none is named.</param>
/// <param name="LeadingZero">An octet has a leading zero; it was read as decimal.</param>
internal readonly record struct AddressReading(
    Fault? Fault, InterfaceAddress Value = default, bool LeadingZero = false)
{
    public AddressBlock Block => new(Value.Address, Value.PrefixLength);

    public static AddressReading Refused(
        DiagnosticKind kind, string message, string? remedy = null) =>
        new(new Fault(kind, message, remedy));
}
