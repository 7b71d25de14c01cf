using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct iovec of bits/types/struct_iovec.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct IoVector
{
    public void* Base;
    public nuint Length;
}
