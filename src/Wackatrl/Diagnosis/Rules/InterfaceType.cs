using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class InterfaceType() : InterfaceRule("interface-type")
{
    private const long Ethernet = 1;

    protected override IEnumerable<Finding> Judge(InterfaceFacts one, HostFacts host)
    {
        if (!one.HardwareType.IsKnown)
        {
            yield return Hidden("its type", one.HardwareType, one.Name);
        }
        else if (one.HardwareType.Value != Ethernet)
        {
            yield return Warn($"it is not Ethernet (type {one.HardwareType.Value})",
                "addresses on it are neither announced nor fenced",
                "put virtual addresses on an Ethernet interface", one.Name);
        }
    }
}
