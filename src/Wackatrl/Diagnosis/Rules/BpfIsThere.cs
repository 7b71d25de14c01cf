using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class BpfIsThere() : Rule(Area.Fence, "bpf")
{
    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (!host.WantsFence)
        {
            yield break;
        }

        if (host.UnprivilegedBpfDisabled.IsAbsent)
        {
            yield return BadIf(host.NeedsFence, "this kernel has no system call bpf(2)",
                "there is no fence: a daemon that hangs or is killed goes on answering until its "
                + "addresses' lifetime is over",
                "use a kernel with CONFIG_BPF_SYSCALL=y");
        }
        else if (host.BpfJit is { IsKnown: true, Value: 0 })
        {
            yield return Warn("bpf(2) is there, and its programs are interpreted",
                "the fence costs every packet some hundred nanoseconds more",
                "sysctl -w net.core.bpf_jit_enable=1");
        }
        else
        {
            yield return Good("bpf(2) is there (CAP_BPF is asked for below)");
        }
    }
}
