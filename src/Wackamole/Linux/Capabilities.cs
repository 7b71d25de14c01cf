using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>What the calling thread may do (capabilities(7)).</summary>
public static unsafe class Capabilities
{
    public static bool Has(Capability capability) => (Effective & MaskOf(capability)) != 0;

    /// <summary>
    /// The name by which documentation and service files know it, such as CAP_NET_ADMIN.
    /// </summary>
    public static string NameOf(Capability capability) => capability switch
    {
        Capability.NetAdmin => "CAP_NET_ADMIN",
        Capability.NetRaw => "CAP_NET_RAW",
        Capability.IpcLock => "CAP_IPC_LOCK",
        Capability.SysNice => "CAP_SYS_NICE",
        Capability.Bpf => "CAP_BPF",
        _ => $"capability {(int)capability}",
    };

    internal static ulong Effective => Read().Effective;

    internal static ulong MaskOf(Capability capability) => 1UL << (int)capability;

    internal static CapabilitySets Read()
    {
        var header = new CapabilityHeader { Version = Processes.LINUX_CAPABILITY_VERSION_3 };
        CapabilitySets sets;
        return Processes.CapGet(&header, &sets) == 0 ? sets : default;
    }
}
