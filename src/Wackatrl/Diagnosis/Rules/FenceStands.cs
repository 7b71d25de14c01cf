using Wackamole.Core.Configuration;
using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class FenceStands() : Rule(Area.Fence, "fence")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (host.Configuration is { Fence: FenceMode.None })
        {
            yield return Note("the configuration wants none («Fence = none»)",
                "a daemon that hangs or is killed goes on answering until its addresses' lifetime "
                + "is over", "Fence = auto");
        }
        else if (host.Daemon.Status is { } status)
        {
            yield return status.Fence == "kernel" ? Good("the kernel enforces the lease")
                : BadIf(host.NeedsFence,
                    $"this host is unfenced: {status.WhyUnfenced ?? "no reason is given"}",
                    host.NeedsFence ? "it holds nothing («Fence = required»)"
                        : "a daemon that hangs or is killed goes on answering until its "
                            + "addresses' lifetime is over, beside the host that took over",
                    "cure what is marked in the areas «fence» and «rights», then: systemctl "
                    + "restart wackamole");
        }
    }
}
