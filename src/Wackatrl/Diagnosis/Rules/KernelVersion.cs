using Wackatrl.Diagnosis.Facts;

namespace Wackatrl.Diagnosis.Rules;

internal sealed class KernelVersion() : Rule(Area.Kernel, "kernel-version")
{
    private static readonly Version Oldest = new(5, 10);
    private static readonly Version WithLinks = new(6, 6);

    public override IEnumerable<Finding> Judge(HostFacts host)
    {
        var release = host.KernelRelease;
        yield return release.Then(Parse) is not { IsKnown: true } known
            ? Hidden("the kernel's version", release.Then(Parse))
            : known.Value < Oldest
                ? Bad($"Linux {release.Value}", "the fence needs 5.10 and nothing older is tested",
                    "use a kernel of 5.10 or newer")
                : known.Value < WithLinks
                    ? Note($"Linux {release.Value}: the fence stands as filters of clsact, which "
                        + "«tc qdisc del» removes", "it is put back within a second",
                        "from Linux 6.6 on it stands as tcx links")
                    : Good($"Linux {release.Value}");
    }

    // «6.12.9+deb13-amd64»: the first two numbers are what counts.
    private static Reading<Version> Parse(string release)
    {
        var numbers = release.Split('.', '-', '+');
        return numbers.Length >= 2 && int.TryParse(numbers[0], out var major)
            && int.TryParse(numbers[1], out var minor)
                ? Reading<Version>.Of(new Version(major, minor))
                : Reading<Version>.Failed($"«{release}» is no version");
    }
}
