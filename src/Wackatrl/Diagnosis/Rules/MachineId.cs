using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

/// <summary>machine-id(5): by it two machines that use one Node are told apart.</summary>
internal sealed class MachineId() : Rule(Area.Kernel, "machine-id")
{
    private const int Digits = 32;
    private const string Path = "/etc/machine-id";

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        var id = host.MachineId;
        if (!id.IsKnown && !id.IsAbsent)
        {
            yield return Hidden("the machine's id", id);
            yield break;
        }

        yield return id.IsKnown && id.Value.Length == Digits && id.Value.All(char.IsAsciiHexDigit)
            ? Good($"{Path} has an id; on a clone it must be another one")
            : Warn(id.IsAbsent ? $"there is no {Path}"
                    : id.Value!.Length == 0 ? $"{Path} is empty"
                    : $"{Path} holds no id («{id.Value[..Math.Min(id.Value.Length, 40)]}»)",
                "this host is known by something that changes with each boot, or is the same on "
                + "clones: a second machine with its Node is not told from a restart of it",
                $"rm -f {Path} && systemd-machine-id-setup");
    }
}
