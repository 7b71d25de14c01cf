using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class ArpAnnounce() : InterfaceRule("arp-announce")
{
    private const int BestLocal = 2;

    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        if (one.Configured.All(it => it.Address.IsV6))
        {
            yield break;
        }

        yield return Setting(one.ArpAnnounce, one, value => value >= BestLocal
            ? Good($"arp_announce is {value}", one.Name)
            : Warn($"arp_announce is {value}", "this host asks for its neighbours in the name of "
                + "any address that it has, and so teaches them a place that may be wrong a "
                + "moment later",
                "sysctl -w net.ipv4.conf.all.arp_announce=2  # to keep it: packaging/sysctl",
                one.Name));
    }
}
