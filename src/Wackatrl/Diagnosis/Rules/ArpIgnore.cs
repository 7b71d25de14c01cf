using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Who answers ARP for an address of this host (Linux, ip-sysctl: arp_ignore).</summary>
internal sealed class ArpIgnore() : InterfaceRule("arp-ignore")
{
    private const int SameSubnetOnly = 2;
    private const int NobodyAtAll = 8;

    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        var first = one.Configured.FirstOrDefault(it => !it.Address.IsV6);
        if (first == default)
        {
            yield break;
        }

        var hidden = one.Configured.Any(it => !it.Address.IsV6
            && it.PrefixLength == it.Address.Length);
        yield return Setting(one.ArpIgnore, one, value => value switch
        {
            0 => Warn("arp_ignore is 0", "this host answers ARP for its addresses on every "
                + "interface, also where they are not: with two interfaces in one segment two "
                + "hardware addresses answer for one address",
                "sysctl -w net.ipv4.conf.all.arp_ignore=1  # to keep it: packaging/sysctl",
                one.Name),
            SameSubnetOnly when hidden => Bad("arp_ignore is 2", "addresses with the prefix /32 "
                + "are never answered for: no station is in their subnet",
                Set(one, SameSubnetOnly), one.Name),
            >= NobodyAtAll => Bad($"arp_ignore is {value}",
                "no ARP request is answered on this interface at all", Set(one, value), one.Name),
            _ => Good($"arp_ignore is {value}", one.Name),
        });
    }

    // The larger one counts: both may have to come down.
    private static string Set(InterfaceFacts one, long value) => "sysctl -w " + string.Join(' ',
        new[] { ("all", one.ArpIgnore.All), (one.Name, one.ArpIgnore.Own) }
            .Where(it => it.Item2.Value >= value)
            .Select(it => $"net.ipv4.conf.{it.Item1}.arp_ignore=1"));
}
