using Wackamole.Linux;
using Wackamole.Linux.Native;
using Xunit;

namespace Wackamole.Tests.Linux.Bpf;

/// <summary>Takes capabilities away from the calling thread, for good.</summary>
internal static unsafe class LostCapabilities
{
    // Of linux/capability.h: the first stands in for many others, the others open every file.
    private const int SysAdmin = 21;
    private const int DacOverride = 1;
    private const int DacReadSearch = 2;

    public static void OfThisThread(Capability lost) =>
        Drop(Capabilities.MaskOf(lost) | 1UL << SysAdmin);

    /// <summary>Also the right to enter folders that are closed to the user.</summary>
    public static void OfThisThreadAndAccess(Capability lost) => Drop(
        Capabilities.MaskOf(lost) | 1UL << SysAdmin | 1UL << DacOverride | 1UL << DacReadSearch);

    private static void Drop(ulong mask)
    {
        var kept = Capabilities.Effective & ~mask;
        var header = new CapabilityHeader { Version = Processes.LINUX_CAPABILITY_VERSION_3 };
        var sets = CapabilitySets.All(kept);
        Assert.Equal(0, Processes.CapSet(&header, &sets));
    }
}
