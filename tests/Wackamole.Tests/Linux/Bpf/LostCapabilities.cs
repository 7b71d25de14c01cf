using Wackamole.Linux;
using Wackamole.Linux.Native;
using Xunit;

namespace Wackamole.Tests.Linux.Bpf;

/// <summary>Takes capabilities away from the calling thread, for good.</summary>
internal static unsafe class LostCapabilities
{
    /// <summary>CAP_SYS_ADMIN of linux/capability.h stands in for many others.</summary>
    private const int SysAdmin = 21;

    public static void OfThisThread(Capability lost)
    {
        var kept = Capabilities.Effective & ~Capabilities.MaskOf(lost) & ~(1UL << SysAdmin);
        var header = new CapabilityHeader { Version = Processes.LINUX_CAPABILITY_VERSION_3 };
        var sets = CapabilitySets.All(kept);
        Assert.Equal(0, Processes.CapSet(&header, &sets));
    }
}
