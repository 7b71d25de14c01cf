using Wackamole.Core.Control;
using Wackamole.Core.Values;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>A virtual address that is on this host, and not by this host's daemon.</summary>
internal sealed class AddressAlreadyHere() : Rule(Area.Addresses, "address-here")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        // A daemon that runs and does not say what it holds: nothing can be told.
        if (!host.Addresses.IsKnown || host.Configuration is null
            || host.Daemon is { Status: null, Runs: true })
        {
            yield break;
        }

        var present = host.Addresses.Value.ToLookup(it => it.Address);
        var none = true;
        foreach (var virtualInterface in host.VirtualInterfaces)
        {
            if (MayBeOurs(host.Daemon.Status, virtualInterface))
            {
                continue;
            }

            foreach (var one in virtualInterface.Addresses.SelectMany(it => present[it.Address]))
            {
                none = false;
                yield return Bad($"it is on {one.Interface} already, and not by the daemon",
                    "this host answers for it beside the one that holds it",
                    host.Daemon.Status is null
                        ? $"wackamole --release -c {host.ConfigurationPath}  # of an earlier run; "
                            + $"else: {Delete(one)}"
                        : Delete(one) + "  # and out of this host's own configuration",
                    one.Address.ToString());
            }
        }

        if (none && host.VirtualInterfaces.Any())
        {
            yield return Good("no virtual address is here but by the daemon");
        }
    }

    // What is coming or going may be there for a moment.
    private static bool MayBeOurs(ClusterStatus? status, VirtualInterface virtualInterface) =>
        status is not null && status.VirtualInterfaces.Any(it =>
            it.Name == virtualInterface.ToString()
            && (it.Holder == status.Node || it.State is "taking" or "moving"));

    private static string Delete(HostAddress one) =>
        $"ip address del {one.Address}/{one.PrefixLength} dev {one.Interface}";
}
