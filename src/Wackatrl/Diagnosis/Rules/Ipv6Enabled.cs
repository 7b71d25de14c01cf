using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class Ipv6Enabled() : InterfaceRule("ipv6")
{
    /// <summary>RFC 8200, section 5.</summary>
    private const long LeastMtuBytes = 1280;

    private const string Cost = "the kernel refuses the IPv6 addresses that are configured on it";

    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        if (one.Configured.All(it => !it.Address.IsV6))
        {
            yield break;
        }

        var disabled = one.DisableIpv6.Own;
        yield return one.MtuBytes is { IsKnown: true, Value: < LeastMtuBytes }
            ? Bad($"its MTU is {one.MtuBytes.Value}", Cost,
                $"ip link set dev {one.Name} mtu {LeastMtuBytes}  # or more", one.Name)
            : disabled.IsAbsent ? Bad("the kernel has no IPv6 here", Cost,
                "remove «ipv6.disable=1» from the kernel's command line", one.Name)
            : !disabled.IsKnown ? Hidden("whether IPv6 is on", disabled, one.Name)
            : disabled.Value != 0 ? Bad("IPv6 is switched off", Cost,
                $"sysctl -w net.ipv6.conf.{one.Name}.disable_ipv6=0", one.Name)
            : Good("IPv6 is on", one.Name);
    }
}
