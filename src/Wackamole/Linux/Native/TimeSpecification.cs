using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct timespec of bits/types/struct_timespec.h on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpecification
{
    public long Seconds;
    public long Nanoseconds;
}
