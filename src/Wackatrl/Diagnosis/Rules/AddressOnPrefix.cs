using Wackamole.Core.Values;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class AddressOnPrefix() : Rule(Area.Addresses, "address-prefix")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (!host.Addresses.IsKnown)
        {
            yield return Hidden("what addresses this host has", host.Addresses);
            yield break;
        }

        var here = host.Interfaces.Where(one => one.Exists).Select(one => one.Name).ToHashSet();
        var all = host.VirtualInterfaces.SelectMany(it => it.Addresses).ToList();
        var virtualOnes = all.Select(it => it.Address).ToHashSet();
        var own = host.Addresses.Value.Where(it => !virtualOnes.Contains(it.Address)).ToList();
        foreach (var address in all.Where(it => here.Contains(it.Interface)
            && it.PrefixLength == it.Address.Length
            && !own.Any(one => one.Interface == it.Interface
                && new AddressBlock(one.Address, one.PrefixLength).Contains(it.Address))))
        {
            yield return Warn($"it is outside every prefix of {address.Interface}, and brings "
                + "none itself", "hosts of the segment do not look for it there",
                $"write its network's prefix length behind it: {address.Interface}:"
                + $"{address.Address}/{(address.Address.IsV6 ? 64 : 24)}",
                address.Address.ToString());
        }
    }
}
