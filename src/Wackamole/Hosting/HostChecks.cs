using System.Collections.Immutable;
using Wackamole.Core.Configuration;
using Wackamole.Core.Values;
using Wackamole.Linux;

namespace Wackamole.Hosting;

/// <summary>Holds a configuration against this host, which alone knows its interfaces.</summary>
internal static class HostChecks
{
    // linux/rtnetlink.h, RT_SCOPE_LINK
    private const byte LinkScope = 253;

    /// <summary>
    /// Interfaces that are not there, addresses outside of every prefix and those that are the
    /// host's own; nothing where the host cannot be asked.
    /// </summary>
    public static ImmutableArray<Diagnostic> Of(ConfigurationResult result)
    {
        try
        {
            using var route = RouteSocket.Open();
            return route.ListInterfaces(out var interfaces) is null
                && route.Dump(null, out var addresses) is null
                ? result.CheckHost([.. interfaces.Select(one => Describe(one.Name,
                    [.. addresses.Where(address => address.InterfaceIndex == one.Index)],
                    keepsTags: addresses.Any(address => address.Protocol != 0)))])
                : [];
        }
        catch (SystemFaultException)
        {
            return [];
        }
    }

    private static HostInterface Describe(
        string name, ImmutableArray<KernelAddress> addresses, bool keepsTags)
    {
        var others = addresses.Where(one => !one.IsOurs).ToList();
        return new HostInterface(name,
            [.. others.Select(one => new AddressBlock(one.Address, one.PrefixLength))])
        {
            Own = keepsTags
                ? [.. others.Where(one => one.Scope != LinkScope).Select(one => one.Address)] : [],
        };
    }
}
