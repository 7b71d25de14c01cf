using System.Collections.Immutable;
using System.Net.NetworkInformation;
using Wackamole.Core.Values;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Inspecting;

/// <summary>This network's addresses, as the runtime asks the kernel (getifaddrs(3)).</summary>
internal static class AddressInspector
{
    public static Reading<ImmutableArray<HostAddress>> All()
    {
        try
        {
            return Reading<ImmutableArray<HostAddress>>.Of(
                [.. NetworkInterface.GetAllNetworkInterfaces().SelectMany(one =>
                    one.GetIPProperties().UnicastAddresses.Select(address => new HostAddress(
                        one.Name, IpAddress.From(address.Address), address.PrefixLength)))]);
        }
        catch (NetworkInformationException fault)
        {
            return Reading<ImmutableArray<HostAddress>>.Failed(fault.Message);
        }
    }
}
