using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct sock_fprog of linux/filter.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PacketFilterProgram
{
    public ushort Length;
    public PacketFilterStep* Steps;
}
