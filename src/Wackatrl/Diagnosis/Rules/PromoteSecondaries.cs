using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>Concerns prefixes that several addresses share; a /32 has its own.</summary>
internal sealed class PromoteSecondaries() : InterfaceRule("promote-secondaries")
{
    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        if (!one.Configured.Any(it => !it.Address.IsV6 && it.PrefixLength < it.Address.Length))
        {
            yield break;
        }

        yield return Setting(one.PromoteSecondaries, one, value => value != 0
            ? Good("promote_secondaries is 1", one.Name)
            : Warn("promote_secondaries is 0", "when the first address of a subnet is removed the "
                + "kernel removes the others of that subnet with it; the daemon puts its own back "
                + "after a moment without them, and nobody puts back the rest",
                "sysctl -w net.ipv4.conf.all.promote_secondaries=1  # to keep it: packaging/sysctl",
                one.Name));
    }
}
