using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>
/// struct __user_cap_header_struct of linux/capability.h; thread 0 is the caller.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilityHeader
{
    public uint Version;
    public int Thread;
}
