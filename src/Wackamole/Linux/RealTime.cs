using Wackamole.Linux.Native;

namespace Wackamole.Linux;

/// <summary>Keeps the loop running on a busy machine (sched(7), mlockall(2)).</summary>
public static unsafe class RealTime
{
    /// <summary>
    /// Schedules the calling thread before all ordinary ones (SCHED_RR). Answers null, or why it
    /// stays an ordinary one and what to do. Threads and programs that it starts are ordinary
    /// ones again: the runtime makes its own threads from whichever thread needs them.
    /// </summary>
    /// <param name="priority">1 to 99; above what must never wait for us.</param>
    public static string? TryEnable(int priority) =>
        Processes.SchedSetScheduler(
            0, Processes.SCHED_RR | Processes.SCHED_RESET_ON_FORK, &priority) == 0 ? null
            : "The loop runs at ordinary priority, so a busy machine can delay heartbeats: " +
              Why("run as root, grant CAP_SYS_NICE, or set LimitRTPRIO=99 in the service's unit");

    /// <summary>
    /// Keeps every page of the program in memory once it was used. Answers null, or why not and
    /// what to do. Does not survive execve.
    /// </summary>
    public static string? TryLockMemory() => Processes.MLockAll(
        Processes.MCL_CURRENT | Processes.MCL_FUTURE | Processes.MCL_ONFAULT) == 0 ? null
            : "Memory is not locked, so swapping can delay heartbeats: " +
              Why("run as root, grant CAP_IPC_LOCK, or set LimitMEMLOCK=infinity in the " +
                  "service's unit");

    private static string Why(string remedy) =>
        $"{ErrorNumber.Sentence(ErrorNumber.Last)}; {remedy}.";
}
