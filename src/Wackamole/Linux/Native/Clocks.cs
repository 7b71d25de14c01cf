using System.Runtime.InteropServices;

namespace Wackamole.Linux.Native;

/// <summary>Declarations of time.h and sys/timerfd.h.</summary>
internal static unsafe partial class Clocks
{
    // bits/time.h
    public const int CLOCK_REALTIME = 0;
    public const int CLOCK_MONOTONIC = 1;
    public const int CLOCK_BOOTTIME = 7;

    // sys/timerfd.h
    public const int TFD_NONBLOCK = 0x800;
    public const int TFD_CLOEXEC = 0x80000;
    public const int TFD_TIMER_ABSTIME = 1;

    public const long NanosecondsPerSecond = 1_000_000_000;

    [LibraryImport("libc", EntryPoint = "clock_gettime", SetLastError = false)]
    public static partial int ClockGetTime(int clock, TimeSpecification* time);

    [LibraryImport("libc", EntryPoint = "timerfd_create", SetLastError = true)]
    public static partial int TimerFdCreate(int clock, int flags);

    [LibraryImport("libc", EntryPoint = "timerfd_settime", SetLastError = true)]
    public static partial int TimerFdSetTime(
        SafeHandle fd, int flags, TimerSpecification* newValue, TimerSpecification* oldValue);

    /// <summary>
    /// The clock's time in nanoseconds. These clocks exist on every supported kernel.
    /// </summary>
    public static long Now(int clock)
    {
        TimeSpecification time;
        _ = ClockGetTime(clock, &time);
        return time.Seconds * NanosecondsPerSecond + time.Nanoseconds;
    }
}
