using System.Collections.Immutable;
using System.Globalization;
using Wackamole.Core;
using Wackamole.Linux;

namespace Wackamole.Addresses;

/// <summary>Names of interfaces by their index, for the log.</summary>
internal sealed class InterfaceNames(ImmutableArray<NetworkInterface> interfaces)
{
    public string Of(int index) => interfaces.FirstOrDefault(one => one.Index == index)?.Name
        ?? index.ToString(CultureInfo.InvariantCulture);

    /// <summary>«eth0:10.0.0.1/24».</summary>
    public string Describe(KernelAddress address) =>
        $"{Of(address.InterfaceIndex)}:{address.Address}/{address.PrefixLength}";
}
