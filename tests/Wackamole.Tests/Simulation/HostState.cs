namespace Wackamole.Tests.Simulation;

internal enum HostState
{
    /// <summary>No power: nothing of it is left.</summary>
    Off,

    /// <summary>The machine runs, the daemon does not; what it left in the kernel stays.</summary>
    WithoutDaemon,

    Running,

    /// <summary>The daemon exists but is not run (SIGSTOP, or a machine too busy).</summary>
    Stopped,
}
