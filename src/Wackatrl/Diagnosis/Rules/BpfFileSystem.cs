using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>The fence is pinned there, or it would go with the daemon.</summary>
internal sealed class BpfFileSystem() : Rule(Area.Fence, "bpf-file-system")
{
    private const string Root = Wackamole.Core.Lease.FencePlace.Root;

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        if (!host.WantsFence)
        {
            yield break;
        }

        if (!host.Mounts.IsKnown)
        {
            yield return Hidden("what is mounted", host.Mounts);
            yield break;
        }

        const string Cost = "the fence cannot be pinned, so there is none";
        var mount = host.Mounts.Value.LastOrDefault(one => one.Place == Root);
        yield return mount is not { Kind: "bpf" } && !host.Daemon.Runs
                && host.Unit is { IsKnown: true, Value.Prepares: true }
            ? Note($"no BPF file system is mounted at {Root} yet; the unit's ExecStartPre does it")
            : mount is not { Kind: "bpf" }
            ? BadIf(host.NeedsFence, $"no BPF file system is mounted at {Root}", Cost,
                $"mount -t bpf bpf {Root}  # at each boot by a line of /etc/fstab: "
                + $"bpf {Root} bpf mode=0700 0 0")
            : mount.IsReadOnly
                ? BadIf(host.NeedsFence, $"{Root} is mounted read-only", Cost,
                    $"mount -o remount,rw {Root}")
                : Good($"a BPF file system is mounted at {Root}");
    }
}
