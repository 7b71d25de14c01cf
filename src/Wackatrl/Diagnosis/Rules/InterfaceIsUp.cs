using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class InterfaceIsUp() : Rule(Area.Interfaces, "interface")
{
    private const string Cost = "this host offers none of the virtual interfaces on it";

    public override IEnumerable<Finding> Judge(HostFacts host) => host.Interfaces.Select(one =>
        !one.Exists ? Bad("this host has no such interface"
                + (host.InterfaceNames is { IsKnown: true, Value: var names }
                    ? $"; it has {string.Join(", ", names)}" : ""), Cost,
                "correct its name in VirtualInterfaces (it may differ between hosts): wackamole "
                + "--check", one.Name)
            : one.IsUp is { IsKnown: true, Value: false } ? Bad("it is down", Cost,
                $"ip link set dev {one.Name} up", one.Name)
            : !one.IsUp.IsKnown ? Hidden("whether it is up", one.IsUp, one.Name)
            : !one.HasCarrier.IsKnown ? Hidden("its carrier", one.HasCarrier, one.Name)
            : one.HasCarrier.Value ? Good("it is up and has carrier", one.Name)
            : Bad("it has no carrier", Cost, "look at its cable and at the switch's port",
                one.Name));
}
