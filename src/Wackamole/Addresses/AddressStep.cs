using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>One address of an attempt, and how far it came.</summary>
internal sealed class AddressStep(VirtualInterface owner, InterfaceAddress address)
{
    public VirtualInterface Owner { get; } = owner;

    public InterfaceAddress Address { get; } = address;

    /// <summary>0 while there is no such interface.</summary>
    public int InterfaceIndex { get; set; }

    /// <summary>
    /// It was ours before this attempt, and may be there whatever the attempt does.
    /// </summary>
    public bool WasEntered { get; set; }

    public bool WasAdded { get; set; }

    public string? Fault { get; set; }

    public AddressRequest Request => new(InterfaceIndex, Address);
}
