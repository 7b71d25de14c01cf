using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>Holds a configuration against this host, which alone knows its interfaces.</summary>
internal static class HostChecks
{
    /// <summary>
    /// Interfaces that are not there and addresses outside of every prefix; nothing where the host
    /// cannot be asked.
    /// </summary>
    public static ImmutableArray<Diagnostic> Of(ConfigurationResult result)
    {
        try
        {
            using var route = RouteSocket.Open();
            return route.ListInterfaces(out var interfaces) is null
                && route.Dump(null, out var addresses) is null
                ? result.CheckHost([.. interfaces.Select(one => new HostInterface(one.Name,
                    [.. addresses.Where(address => address.InterfaceIndex == one.Index
                            && !address.IsOurs)
                        .Select(address => new AddressBlock(
                            address.Address, address.PrefixLength))]))])
                : [];
        }
        catch (SystemFaultException)
        {
            return [];
        }
    }
}
