namespace Wackamole.Lab.Linux;

/// <summary>Asks the kernel to run this thread before others, where it permits.</summary>
internal static unsafe class Scheduling
{
    /// <summary>
    /// Below the daemons' own priority: watching must not hold up what is watched.
    /// </summary>
    private const int WatcherPriority = 5;

    /// <summary>Real-time for the calling thread; false where the system refuses.</summary>
    public static bool MakeRealTime()
    {
        var priority = WatcherPriority;
        return Native.sched_setscheduler(0, Native.SCHED_FIFO, &priority) == 0;
    }

    /// <summary>Keeps this process' memory from being paged out; false where refused.</summary>
    public static bool LockMemory() =>
        Native.mlockall(Native.MCL_CURRENT | Native.MCL_FUTURE | Native.MCL_ONFAULT) == 0;
}
