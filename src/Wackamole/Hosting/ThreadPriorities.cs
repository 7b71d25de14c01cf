namespace Wackamole.Hosting;

/// <summary>
/// SCHED_RR priorities of the threads, where they are permitted (1 to 99; ordinary kernel threads
/// for interrupts have 50, and must come before us).
/// </summary>
internal static class ThreadPriorities
{
    /// <summary>Not real-time: nothing that a fail-over waits for.</summary>
    public const int Ordinary = 0;

    /// <summary>Above the loop: it is for a loop that does not get on.</summary>
    public const int LeaseWatchdog = 45;

    public const int Loop = 44;

    /// <summary>Of another process, which runs only when the daemon does not any more.</summary>
    public const int Sentinel = 44;

    /// <summary>Carries what the loop says to an engine outside this process.</summary>
    public const int Engine = 43;

    /// <summary>A fail-over waits for it, but heartbeats come first.</summary>
    public const int Addresses = 43;

    public const int Announcer = 42;

    public const int SegmentProber = 41;
}
