using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class ReversePathFilter() : InterfaceRule("rp-filter")
{
    private const int Strict = 1;

    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        if (one.Configured.All(it => it.Address.IsV6) || host.Interfaces.Length < 2)
        {
            yield break;
        }

        yield return Setting(one.ReversePathFilter, one, value => value != Strict
            ? Good($"rp_filter is {value}", one.Name)
            : Warn("rp_filter is 1 (strict), and virtual addresses are on several interfaces",
                "packets whose answer would leave by another interface are dropped",
                $"sysctl -w net.ipv4.conf.{one.Name}.rp_filter=2", one.Name));
    }
}
