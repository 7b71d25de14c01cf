using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>struct itimerspec of bits/types/struct_itimerspec.h.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimerSpecification
{
    public TimeSpecification Interval;
    public TimeSpecification Value;
}
