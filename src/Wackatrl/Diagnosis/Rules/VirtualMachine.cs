using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class VirtualMachine() : Rule(Area.Kernel, "virtual-machine")
{
    public override IEnumerable<Finding> Judge(HostFacts host) =>
        host.IsVirtualMachine is { IsKnown: true, Value: true }
            ? [Note("this is a virtual machine",
                "one that is paused stops its clock too: when it goes on, up to one lease is "
                + "left, in which it may answer beside the host that took over",
                "do not pause it or take snapshots of its memory; drain it first: wackatrl drain")]
            : [];
}
