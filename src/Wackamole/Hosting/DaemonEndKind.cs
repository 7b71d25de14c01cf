namespace Wackamole.Hosting;

/// <summary>What ends a daemon.</summary>
internal enum DaemonEndKind
{
    /// <summary>The node has left in order.</summary>
    Finished,

    /// <summary>A second signal: nothing is waited for.</summary>
    AtOnce,

    /// <summary>The node did not leave within its limit.</summary>
    Stuck,

    /// <summary>A thread of the daemon failed.</summary>
    Failed,
}
