using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>
/// A virtual interface over several interfaces is a router's: it has to forward. For IPv4 the
/// kernel asks the interface, for IPv6 «all» (Linux, ip-sysctl: forwarding).
/// </summary>
internal sealed class Forwarding() : InterfaceRule("forwarding")
{
    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        var routed = host.VirtualInterfaces
            .Where(it => it.Addresses.Select(address => address.Interface).Distinct().Count() > 1)
            .SelectMany(it => it.Addresses).Where(it => it.Interface == one.Name).ToList();
        foreach (var (isV6, setting, sysctl) in new[]
        {
            (false, one.Forwarding.Own, "net.ipv4.ip_forward"),
            (true, one.Forwarding6.All, "net.ipv6.conf.all.forwarding"),
        })
        {
            if (routed.All(it => it.Address.IsV6 != isV6))
            {
                continue;
            }

            yield return !setting.IsKnown ? Hidden("forwarding", setting, one.Name)
                : setting.Value != 0 ? Good($"it forwards ({sysctl})", one.Name)
                : Warn("virtual addresses that move together lie on several interfaces, as a "
                    + "router's do, and this one does not forward", "whoever uses them as a "
                    + "gateway gets no further", $"sysctl -w {sysctl}=1", one.Name);
        }
    }
}
