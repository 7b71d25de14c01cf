using Wackamole.Core.Values;
using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>
/// The clocks of this host. The boot clock goes on while the machine is suspended.
/// </summary>
public static class BootClock
{
    public static Instant Now => new(Clocks.Now(Clocks.CLOCK_BOOTTIME));

    /// <summary>
    /// Nanoseconds since 1970: only for what has to grow from run to run (incarnations).
    /// </summary>
    public static ulong RealTimeNanoseconds => (ulong)Clocks.Now(Clocks.CLOCK_REALTIME);

    /// <summary>Microseconds of CLOCK_MONOTONIC, which the service manager compares with.</summary>
    public static long MonotonicMicroseconds => Clocks.Now(Clocks.CLOCK_MONOTONIC) / 1000;
}
