using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>With it a host answers in the place of others, our addresses among them.</summary>
internal sealed class ProxyArp() : InterfaceRule("proxy-arp")
{
    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        yield return Setting(one.ProxyArp, one, value =>
        {
            if (value == 0)
            {
                return Good("proxy_arp is 0", one.Name);
            }

            const string Cost = "it answers ARP for addresses that it has a route to by another "
                + "interface, among them virtual ones that another host holds: two hosts answer";
            var remedy = "sysctl -w " + string.Join(' ',
                new[] { ("all", one.ProxyArp.All), (one.Name, one.ProxyArp.Own) }
                    .Where(it => it.Item2.Value != 0)
                    .Select(it => $"net.ipv4.conf.{it.Item1}.proxy_arp=0"));

            // arp(7): only what forwards answers for others.
            return one.Forwarding.Own is { IsKnown: true, Value: 0 }
                ? Warn("proxy_arp is 1", "as soon as this interface forwards, " + Cost, remedy,
                    one.Name)
                : Bad("proxy_arp is 1", Cost, remedy, one.Name);
        });
    }
}
